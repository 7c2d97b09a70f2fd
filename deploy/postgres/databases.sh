#!/bin/sh
# Run once by the PostgreSQL image, and by hand to upgrade an older installation. Creates a database for each
# subgraph that stores records, with a role for its service and one that owns its tables; no role reaches
# another database.
#   docker compose exec postgres sh /docker-entrypoint-initdb.d/databases.sh
# The passwords are psql variables, which psql quotes.
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

# Each DATABASE_OWNER_PASSWORD_<NAME> requires a DATABASE_PASSWORD_<NAME>.
for suffix in $(env | sed -n 's/^DATABASE_OWNER_PASSWORD_\([A-Z][A-Z0-9_]*\)=.*/\1/p' | sort); do
  name="civic_$(printf %s "$suffix" | tr '[:upper:]' '[:lower:]')"
  eval "make \"$name\" \"\$DATABASE_PASSWORD_$suffix\" \"\$DATABASE_OWNER_PASSWORD_$suffix\""
done
