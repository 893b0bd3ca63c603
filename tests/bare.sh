#!/bin/sh
# The README's two commands on a bare Debian, as root: nothing is installed but what it says is needed.
# `sh tests/bare.sh FOLDER` works on a copy, for git asks whose a repository is.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq --yes git python3-venv make >/dev/null
cp -R "$1" /tmp/project
cd /tmp/project
make site
make test
