#!/usr/bin/env bash
# holidays: a language that is not spelt as the library spells it gives English, without a word.
#
# Guess:     "fr-FR" gives French names, as in HTML or POSIX; "nonsense" is refused.
# Behaviour: only "fr" gives French; "fr-FR", "FR" and "nonsense" alike give the English names.
# Surprises: whoever hands on the language of a page (fr-FR) and reads « Labor Day » in a French sentence.
# Seen with: holidays 0.109, Python 3.11
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check holidays==0.109
"$folder/venv/bin/python" - <<'EOF'
from datetime import date

import holidays

names = {
    language: holidays.country_holidays("FR", years=2026, language=language)[date(2026, 5, 1)]
    for language in ("fr", "fr-FR", "FR", "nonsense")
}
print(names)
assert names == {
    "fr": "Fête du Travail",
    "fr-FR": "Labor Day",
    "FR": "Labor Day",
    "nonsense": "Labor Day",
}
EOF
