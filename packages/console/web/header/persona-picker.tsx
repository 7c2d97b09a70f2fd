import { appsOf, type Persona, type PersonaKind } from '../session/demo-directory.ts';
import type { Session, SessionState } from '../session/session.ts';

interface PersonaPickerProps {
  readonly session: Session;
  readonly state: Extract<SessionState, { phase: 'persona' }>;
}

const groups: readonly { readonly label: string; readonly kinds: readonly PersonaKind[] }[] = [
  { label: 'Citizens', kinds: ['citizen'] },
  { label: 'Apps', kinds: ['app'] },
  { label: 'Staff', kinds: ['operator', 'admin'] },
  { label: 'Partners', kinds: ['developer'] },
  { label: 'Nobody', kinds: ['anonymous'] },
];

/** Native selects work with every keyboard, screen reader and touch screen. */
export function PersonaPicker({ session, state }: PersonaPickerProps) {
  const { directory, persona, app } = state;
  return (
    <>
      <label className="field">
        <span>Act as</span>
        <select
          className="control"
          name="persona"
          title={persona.description}
          value={persona.id}
          onChange={(event) => void session.choose({ persona: event.target.value })}
        >
          {groups.map(({ label, kinds }) => (
            <PersonaGroup
              key={label}
              label={label}
              personas={directory.personas.filter(({ kind }) => kinds.includes(kind))}
            />
          ))}
        </select>
      </label>
      {app !== null && (
        <label className="field">
          <span>through</span>
          <select
            className="control"
            name="app"
            value={app.clientId}
            onChange={(event) => void session.choose({ app: event.target.value })}
          >
            {appsOf(persona, directory).map(({ clientId, name }) => (
              <option key={clientId} value={clientId}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

function PersonaGroup({ label, personas }: { label: string; personas: readonly Persona[] }) {
  if (personas.length === 0) return null;
  return (
    <optgroup label={label}>
      {personas.map(({ id }) => (
        <option key={id} value={id}>
          {id}
        </option>
      ))}
    </optgroup>
  );
}
