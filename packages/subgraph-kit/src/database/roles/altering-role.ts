import { type Kysely, sql } from 'kysely';
import { ours } from './own-schemas.ts';
import type { ServiceRights } from './service-rights.ts';
import { unlistedRight } from './unlisted-right.ts';

/** A right that would allow changing append-only tables. */
export interface ExcessRight {
  /** The attribute, ownership or right, in words. */
  readonly because: string;
  /** The statement that revokes it; null if only another role helps. */
  readonly remedy: string | null;
}

/** Returns the role of a connection with its first excessive right; null if there is none. */
export interface AlteringRole {
  readonly role: string;
  readonly excess: ExcessRight | null;
}

/** Whether the role owns tables, or could become an owner. */
export async function owningRole<Tables>(db: Kysely<Tables>): Promise<AlteringRole> {
  return first(
    db,
    // RESET ROLE undoes a SET ROLE in the settings of the role.
    sql`SELECT 1, 'is a superuser', format('ALTER ROLE %I NOSUPERUSER', rolname)
        FROM pg_roles WHERE rolsuper AND rolname IN (current_user, session_user)
      UNION ALL
      SELECT 2, 'owns the database', NULL
        FROM pg_database WHERE datname = current_database() AND pg_has_role(datdba, 'MEMBER')
      UNION ALL
      SELECT 3, 'owns the table ' || oid::regclass, NULL
        FROM pg_class WHERE ${ours(sql.ref('relnamespace'))} AND relkind IN ('r', 'p') AND pg_has_role(relowner, 'MEMBER')`,
  );
}

/** Also checks for rights that evade triggers, or are not listed. */
export async function alteringRole<Tables>(db: Kysely<Tables>, rights: ServiceRights): Promise<AlteringRole> {
  const owning = await owningRole(db);
  if (owning.excess !== null) return owning;
  const evading = await evadingRole(db);
  return evading.excess === null
    ? { ...owning, excess: await unlistedRight(db, owning.role, rights) }
    : evading;
}

async function evadingRole<Tables>(db: Kysely<Tables>): Promise<AlteringRole> {
  return first(
    db,
    // A membership without inheritance still allows SET ROLE.
    sql`SELECT 1, 'is a member of ' || roleid::regrole, format('REVOKE %s FROM %s', roleid::regrole, member::regrole)
        FROM pg_auth_members WHERE member IN (current_user::regrole, session_user::regrole)
      UNION ALL
      SELECT 2, 'has the attribute ' || attribute, format('ALTER ROLE %I NO%s', rolname, attribute)
        FROM pg_roles, LATERAL (VALUES (rolcreaterole, 'CREATEROLE'), (rolreplication, 'REPLICATION'),
                                       (rolbypassrls, 'BYPASSRLS')) AS has (it, attribute)
       WHERE it AND rolname IN (current_user, session_user)
      UNION ALL
      SELECT 3, format('may set the parameter %s', parname),
             format('REVOKE ALL ON PARAMETER %s FROM %I, PUBLIC', parname, current_user)
        FROM pg_parameter_acl WHERE has_parameter_privilege(parname, 'SET, ALTER SYSTEM')
      UNION ALL
      SELECT 4, CASE "right" WHEN 'CREATE' THEN 'may create schemas in the database' ELSE 'may create temporary tables' END,
             format('REVOKE %s ON DATABASE %I FROM %I, PUBLIC', "right", current_database(), current_user)
        FROM (VALUES ('CREATE'), ('TEMPORARY')) AS of_database ("right")
       WHERE has_database_privilege(current_database(), "right")
      UNION ALL
      SELECT 5, 'may create tables and functions in the schema ' || nspname,
             format('REVOKE CREATE ON SCHEMA %I FROM %I, PUBLIC', nspname, current_user)
        FROM pg_namespace WHERE ${ours(sql.ref('pg_namespace.oid'))} AND has_schema_privilege(oid, 'CREATE')
      UNION ALL
      -- Large objects and defaults are in no table, and a role may always make them.
      SELECT 6, 'owns the ' || pg_describe_object(classid, objid, objsubid),
             format('REASSIGN OWNED BY %I TO %s', current_user, datdba::regrole)
        FROM pg_shdepend, pg_database
       WHERE datname = current_database() AND dbid IN (0, pg_database.oid) AND deptype = 'o'
         AND refclassid = 'pg_authid'::regclass AND refobjid = current_user::regrole
         AND classid NOT IN ('pg_largeobject'::regclass, 'pg_default_acl'::regclass)
      UNION ALL
      SELECT 7, 'may truncate the table ' || oid::regclass || ' or add triggers to it',
             format('REVOKE TRUNCATE, TRIGGER ON %s FROM %I, PUBLIC', oid::regclass, current_user)
        FROM pg_class WHERE ${ours(sql.ref('relnamespace'))} AND relkind IN ('r', 'p', 'v', 'f')
         AND has_table_privilege(oid, 'TRUNCATE, TRIGGER')
      UNION ALL
      SELECT 8, 'may set the sequence ' || pg_class.oid::regclass,
             format('REVOKE UPDATE ON SEQUENCE %s FROM %I, PUBLIC', pg_class.oid::regclass, current_user)
        FROM pg_sequence JOIN pg_class ON pg_class.oid = seqrelid
       WHERE ${ours(sql.ref('relnamespace'))} AND has_sequence_privilege(seqrelid, 'UPDATE')`,
  );
}

async function first<Tables>(db: Kysely<Tables>, found: ReturnType<typeof sql>): Promise<AlteringRole> {
  const { rows } = await sql<{ role: string; because: string | null; remedy: string | null }>`
    SELECT current_user AS role, because, remedy FROM (VALUES (1)) AS one
      LEFT JOIN (${found}) AS excess (place, because, remedy) ON true ORDER BY place, because LIMIT 1`.execute(
    db,
  );
  const { role = '', because = null, remedy = null } = rows[0] ?? {};
  return { role, excess: because === null ? null : { because, remedy } };
}
