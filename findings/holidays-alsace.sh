#!/usr/bin/env bash
# holidays: of the three French départements with local holidays one has its number, two have none.
#
# Guess:     57, 67 and 68 (Moselle, Bas-Rhin, Haut-Rhin) are all known: the law names the three alike.
# Behaviour: 57 is known; 67 and 68 are refused; Alsace goes by the code of ISO 3166-2, 6AE, or by its name.
# Surprises: whoever asks a company for the département of each of its sites.
# Seen with: holidays 0.109, Python 3.11
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check holidays==0.109
"$folder/venv/bin/python" - <<'EOF'
from datetime import date

import holidays

good_friday = date(2027, 3, 26)
known = {}
for place in ("57", "67", "68", "Moselle", "Alsace", "6AE"):
    try:
        known[place] = good_friday in holidays.country_holidays("FR", subdiv=place, years=2027)
    except NotImplementedError as error:
        known[place] = str(error)
print(known)
assert known == {
    "57": True,
    "67": "Entity `FR` does not have subdivision 67",
    "68": "Entity `FR` does not have subdivision 68",
    "Moselle": True,
    "Alsace": True,
    "6AE": True,
}
EOF
