interface RightsProps {
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
}

/** Roles and scopes of a person. */
export function Rights({ roles, scopes }: RightsProps) {
  return (
    <ul className="rights">
      {[...roles, ...scopes].map((right) => (
        <li key={right}>
          <code>{right}</code>
        </li>
      ))}
    </ul>
  );
}
