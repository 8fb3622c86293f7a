#!/bin/bash
# Runs once, when the database is first created: the role that owns and migrates, and the role that the desk works as.
set -euo pipefail

: "${FAIRHOLD_DB_OWNER:?}" "${FAIRHOLD_DB_OWNER_PASSWORD:?}" "${FAIRHOLD_DB_USER:?}" "${FAIRHOLD_DB_PASSWORD:?}"
if [ "$FAIRHOLD_DB_OWNER" = "$FAIRHOLD_DB_USER" ]; then
    echo "FAIRHOLD_DB_USER and FAIRHOLD_DB_OWNER must be two roles." >&2
    exit 1
fi

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    --set owner="$FAIRHOLD_DB_OWNER" --set owner_password="$FAIRHOLD_DB_OWNER_PASSWORD" \
    --set desk="$FAIRHOLD_DB_USER" --set desk_password="$FAIRHOLD_DB_PASSWORD" <<'SQL'
create role :"owner" login password :'owner_password';
create role :"desk" login password :'desk_password';
create database fairhold owner :"owner";
revoke all on database fairhold from public;
grant connect on database fairhold to :"desk";
SQL
