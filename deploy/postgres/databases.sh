#!/bin/sh
# Run once by the image of PostgreSQL, and by hand to bring an older installation up to date: a database for each subgraph
# that keeps records, with a role for its service and one that owns its tables, and no way from one database to the other.
#   docker compose exec postgres sh /docker-entrypoint-initdb.d/databases.sh
# The passwords come as variables of psql, which quotes them.
set -eu

make() {
  psql --set=ON_ERROR_STOP=1 --username=postgres --set=name="$1" --set=password="$2" \
    --set=owner="$1_owner" --set=owner_password="$3" <<'SQL'
SELECT format('CREATE ROLE %I', role) FROM unnest(ARRAY[:'name', :'owner']) AS role
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) \gexec
ALTER ROLE :"name" LOGIN PASSWORD :'password';
ALTER ROLE :"owner" LOGIN PASSWORD :'owner_password';
SELECT format('CREATE DATABASE %I', :'name')
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
ALTER DATABASE :"name" OWNER TO :"owner";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"name" TO :"name";
\connect :name
-- Until there were owners, the services owned everything.
REASSIGN OWNED BY :"name" TO :"owner";
SQL
}

make civic_identity "$DATABASE_PASSWORD_IDENTITY" "$DATABASE_OWNER_PASSWORD_IDENTITY"
make civic_payments "$DATABASE_PASSWORD_PAYMENTS" "$DATABASE_OWNER_PASSWORD_PAYMENTS"
make civic_registry "$DATABASE_PASSWORD_REGISTRY" "$DATABASE_OWNER_PASSWORD_REGISTRY"
