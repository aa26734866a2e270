#!/usr/bin/env bash
# For cron: every fifteen minutes, output to syslog. A line for the crontab of the account that synchronises:
#   */15 * * * * /opt/hubspot-salesforce/cron.sh /etc/hubspot-salesforce/acme.yaml
# Secrets stand in a file that only this account may read, named by SYNC_ENVIRONMENT: NAME=value, a line each.
set -euo pipefail

settings="$1"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
environment="${SYNC_ENVIRONMENT:-/etc/hubspot-salesforce/environment}"
if [ -r "$environment" ]; then
  set -a
  # shellcheck disable=SC1090
  . "$environment"
  set +a
fi

# cron knows no PATH to speak of.
pwsh="${PWSH:-$(command -v pwsh || echo /usr/bin/pwsh)}"
code=0
said="$("$pwsh" -NoProfile -NonInteractive -File "$here/Invoke-Sync.ps1" -SettingPath "$settings" -Module "${SYNC_MODULE:-HubSpotSalesforce}" 2>&1)" || code=$?

# 8: the run before still goes on. That is no fault on a schedule.
if command -v logger >/dev/null 2>&1; then logger -t hubspot-salesforce -- "$said" || true; fi
echo "$said"
[ "$code" -eq 8 ] && exit 0
exit "$code"
