#!/bin/sh
# Run once by the image of PostgreSQL: a database and a role for each subgraph that keeps records, and no way from
# one to the other. The passwords come as variables of psql, which quotes them.
set -eu

make() {
  psql --set=ON_ERROR_STOP=1 --username=postgres --set=name="$1" --set=password="$2" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
}

make civic_identity "$DATABASE_PASSWORD_IDENTITY"
make civic_payments "$DATABASE_PASSWORD_PAYMENTS"
