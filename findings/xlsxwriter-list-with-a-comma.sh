#!/usr/bin/env bash
# XlsxWriter: an entry of a drop-down list that holds a comma becomes two entries.
#
# Guess:     a list of two texts gives a list of two entries; a comma in one is escaped, or refused.
# Behaviour: the texts are joined by commas into one string, which has no escape: the sheet offers three.
# Surprises: whoever offers the answers of a questionnaire in a sheet; a list in cells, named as a range, is right.
# Seen with: XlsxWriter 3.3.1, read by openpyxl 3.1.5, Python 3.11
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5
"$folder/venv/bin/python" - <<'EOF'
import io

import openpyxl
import xlsxwriter

file = io.BytesIO()
with xlsxwriter.Workbook(file) as book:
    answers = ["Oui, sujet sensible", "Non"]
    book.add_worksheet().data_validation("A1", {"validate": "list", "source": answers})
(rule,) = openpyxl.load_workbook(file).active.data_validations.dataValidation
print(rule.formula1)
# One string, split at each comma by whatever opens it: three entries.
assert rule.formula1 == '"Oui, sujet sensible,Non"'
EOF
