import { type DirectiveNode, type DocumentNode, Kind, print, visit } from 'graphql';

/**
 * The SDL with the purpose SECURITY removed from its links, which `@apollo/gateway` would refuse. The calling
 * code must enforce these features.
 */
export function withoutSecurityPurpose(document: DocumentNode): string {
  return print(
    visit(document, {
      Directive: (directive) => (isSecurityLink(directive) ? withoutPurpose(directive) : undefined),
    }),
  );
}

function isSecurityLink(directive: DirectiveNode): boolean {
  return (
    directive.name.value === 'link' &&
    (directive.arguments ?? []).some(
      ({ name, value }) => name.value === 'for' && value.kind === Kind.ENUM && value.value === 'SECURITY',
    )
  );
}

function withoutPurpose(directive: DirectiveNode): DirectiveNode {
  return { ...directive, arguments: (directive.arguments ?? []).filter(({ name }) => name.value !== 'for') };
}
