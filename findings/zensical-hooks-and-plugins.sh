#!/usr/bin/env bash
# Zensical: what of an mkdocs.yml it does not know it leaves out, and says that there are no issues.
#
# Guess:     hooks are run, or refused; a plugin that is nowhere is an error, as it is for MkDocs.
# Behaviour: the hook is not imported and the plugin not looked for; « No issues found », exit status 0.
# Surprises: whoever moves a site whose pages, checks or redirects a hook makes: it builds, and they are gone.
# Seen with: Zensical 0.0.73, Python 3.11
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check zensical==0.0.73
mkdir "$folder/docs"
echo "# Home" >"$folder/docs/index.md"
echo "raise SystemExit(9)" >"$folder/hook.py"
cat >"$folder/mkdocs.yml" <<'EOF'
site_name: Site
hooks: [hook.py]
plugins: [search, there-is-no-such-plugin]
EOF
cd "$folder"
status=0
said=$("$folder/venv/bin/zensical" build -f mkdocs.yml 2>&1) || status=$?
echo "$said (exit status $status)"
[ "$status" = 0 ]
[ -e site/index.html ]
grep -q "No issues found" <<<"$said"
