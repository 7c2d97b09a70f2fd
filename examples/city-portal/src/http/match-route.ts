/** Returns the parts of a path by their names in the route, such as `:code`; `null` for another path. */
export function matchRoute(route: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = route.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) {
      const text = decode(value);
      if (text === null || text === '') return null;
      params[part.slice(1)] = text;
    } else if (part !== value) return null;
  }
  return params;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
