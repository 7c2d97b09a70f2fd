"""Enforces the directives of a schema: docs/reference/subgraph-protocol.md, section 4."""

from graphql import GraphQLError, get_named_type, is_leaf_type, is_object_type, value_from_ast_untyped

ROOTS = ("Query", "Mutation", "Subscription")


def refuse(coordinate):
    raise GraphQLError(f"Not authorized to access {coordinate}.", extensions={"code": "FORBIDDEN"})


def rules_of(node):
    """Alternative scopes and policies of a type or field; None without a rule."""
    directives = {each.name.value: each for each in (node.directives if node else ())}
    if not directives.keys() & {"authenticated", "requiresScopes", "policy"}:
        return None
    return {
        "scopes": alternatives(directives.get("requiresScopes")),
        "policies": alternatives(directives.get("policy")),
    }


def alternatives(directive):
    return value_from_ast_untyped(directive.arguments[0].value) if directive else None


def allows(rules, principal, owner_key=None, has_object=False):
    """Whether the rules admit the caller; without an object, `owner` is checked later."""
    if principal["kind"] == "anonymous":
        return False
    scopes, policies = rules["scopes"], rules["policies"]
    if scopes is not None and not any(set(each) <= set(principal["scopes"]) for each in scopes):
        return False

    def holds(policy):
        name, _, value = policy.partition(":")
        if name == "owner":
            is_own = not has_object or principal.get("citizenKey") == owner_key
            return principal["kind"] == "citizen" and is_own
        if name == "consent":
            has_consent = principal["kind"] == "citizen" and value in principal["consents"]
            return has_consent and bool(principal.get("purpose")) and bool(principal.get("consentId"))
        if name == "assurance":
            return principal.get("assurance") == value
        if name == "role":
            return value in principal.get("roles", [])
        # Without an id, any agency.
        is_official = name == "agency" and principal["kind"] == "operator"
        return is_official and value in ("", principal["agency"])

    return policies is None or any(all(map(holds, each)) for each in policies)


def guard_schema(schema, owner_of):
    """Enforces the rules before every resolver. `owner_of(object)` returns the internal key of its citizen."""
    for type_ in schema.type_map.values():
        if is_object_type(type_) and not type_.name.startswith("__"):
            for name, field in type_.fields.items():
                guard_field(type_, name, field, owner_of)


def guard_field(type_, name, field, owner_of):
    result = get_named_type(field.type)
    of_parent = [rules_of(type_.ast_node), rules_of(field.ast_node)]
    of_result = [None if is_leaf_type(result) else rules_of(result.ast_node)]
    is_root = type_.name in ROOTS
    coordinate = f"{type_.name}.{name}"

    def judge(source, info):
        principal = info.context["principal"]
        for rules in filter(None, of_parent):
            owner_key = None if is_root else owner_of(source)
            if not allows(rules, principal, owner_key, not is_root):
                refuse(coordinate)
        for rules in filter(None, of_result):
            if not allows(rules, principal):
                refuse(coordinate)

    resolve = field.resolve or (lambda source, _info, **_arguments: source[name])

    def guarded(source, info, **arguments):
        judge(source, info)
        return resolve(source, info, **arguments)

    field.resolve = guarded
    if type_.name == "Subscription" and field.subscribe:
        subscribe = field.subscribe

        def guarded_subscribe(source, info, **arguments):
            judge(source, info)
            return subscribe(source, info, **arguments)

        field.subscribe = guarded_subscribe
