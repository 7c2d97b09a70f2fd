type Random = (below: number) => number;

/** Valid GraphQL that no composition produces, and that crashes a native planner. */
function extended(sdl: string, random: Random): string {
  const type = pick(namesOf(sdl, /^type (\w+)/gm), random);
  const graph = pick(namesOf(sdl, /@join__type\(graph: (\w+)/g), random);
  return `${sdl}\nextend type ${type} { more: String @join__field(graph: ${graph}) @dataClass(class: C0) }\n`;
}

const changes: readonly ((sdl: string, random: Random) => string)[] = [
  extended,
  onLines((lines, at) => lines.toSpliced(at, 1)),
  onLines((lines, at) => lines.toSpliced(at, 0, lines[at] ?? '')),
  onLines((lines, at, random) => lines.with(at, lines[random(lines.length)] ?? '')),
  onLines((lines, at) => lines.slice(0, at)),
  onWords((words, at, random) => words.with(at, pick(words, random))),
  onWords((words, at) => words.toSpliced(at, 1)),
  onWords((words, at) => words.with(at, '')),
  (sdl, random) => {
    const at = random(sdl.length);
    return sdl.slice(0, at) + pick([...'{}()[]:!@"|&='], random) + sdl.slice(at + random(2));
  },
  (sdl, random) => {
    // The canary selects the name of this one.
    const names = namesOf(sdl, /\b(?!Query\b)(\w{3,})\b/g);
    const [one, other] = [0, 0].map(() => pick(names, random));
    return sdl.replaceAll(new RegExp(`\\b${one}\\b`, 'g'), other ?? '');
  },
];

/** A supergraph in which one thing is changed, removed or duplicated. Some can still be served. */
export function mutateSupergraph(sdl: string, number: number, random: Random): string {
  const change = changes[number % changes.length] ?? extended;
  // Never equal to the original text, because each change must be noticed.
  return `${change(sdl, random)}\n# ${number}\n`;
}

/** Whether it would have crashed a native planner in the gateway's own process. */
export const isDeadly = (number: number) => number % changes.length === 0;

function onLines(change: (lines: readonly string[], at: number, random: Random) => readonly string[]) {
  return (sdl: string, random: Random) => {
    const lines = sdl.split('\n');
    return change(lines, random(lines.length), random).join('\n');
  };
}

function onWords(change: (words: readonly string[], at: number, random: Random) => readonly string[]) {
  return (sdl: string, random: Random) => {
    const words = sdl.split(/\b/);
    return change(words, random(words.length), random).join('');
  };
}

function namesOf(sdl: string, pattern: RegExp): readonly string[] {
  return [...sdl.matchAll(pattern)].map(([, name = '']) => name);
}

function pick(names: readonly string[], random: Random): string {
  return names[random(names.length)] ?? '';
}
