#!/usr/bin/env bash
# holidays: asking of another year adds it, and from 2101 on there is not one holiday.
#
# Guess:     years=2026 is a limit; a year that is not known is refused.
# Behaviour: a look-up with `in` adds the eleven days of the year it asks of; 2101 has none, and nothing says so.
# Surprises: whoever counts working days by the list, or iterates over it after having asked it something.
# Seen with: holidays 0.109, Python 3.11
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check holidays==0.109
"$folder/venv/bin/python" - <<'EOF'
from datetime import date

import holidays

known = holidays.country_holidays("FR", years=2026)
before = len(known)
date(2030, 5, 1) in known  # a question, which changes what is asked
counts = (before, len(known), len(holidays.country_holidays("FR", years=2100)))
print(counts, len(holidays.country_holidays("FR", years=2101)))
assert counts == (11, 22, 11)
assert len(holidays.country_holidays("FR", years=2101)) == 0
EOF
