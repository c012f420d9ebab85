#!/usr/bin/env bash
# Known advisories for the locked packages. Says "not checked" when the advisory service could not be asked: pip-audit
# then skips every package and calls that success.
set -uo pipefail
cd "$(dirname "$0")/.."
report=$(mktemp)
trap 'rm -f "$report"' EXIT
.venv/bin/python -m pip install --quiet --disable-pip-version-check pip-audit 2>/dev/null || { echo "advisories: not checked (pip-audit cannot be installed)"; exit 0; }
timeout 120 .venv/bin/python -m pip_audit --requirement requirements.lock --no-deps --disable-pip --format json --output "$report" \
    >/dev/null 2>&1
.venv/bin/python - "$report" <<'P'
import json, sys
try:
    packages = json.load(open(sys.argv[1]))["dependencies"]
except (OSError, ValueError, KeyError):
    sys.exit(print("advisories: not checked (the advisory service could not be asked)"))
skipped = [package["name"] for package in packages if "skip_reason" in package]
found = [(package["name"], one["id"]) for package in packages for one in package.get("vulns", ())]
if skipped:
    print(f"advisories: not checked for {len(skipped)} of {len(packages)} packages")
else:
    print(f"advisories: {len(packages)} packages checked, {len(found)} findings")
for name, advisory in found:
    print(f"  {name}: {advisory}")
sys.exit(1 if found else 0)
P
