import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { appsOf, type Persona, type PersonaKind } from '../session/demo-directory.ts';
import type { Session, SessionState } from '../session/session.ts';
import { forgetPersona, storePersona } from './stored-persona.ts';

interface PersonaPickerProps {
  readonly session: Session;
  readonly state: Extract<SessionState, { phase: 'persona' | 'signed-in' }>;
}

const kinds: readonly PersonaKind[] = ['citizen', 'app', 'operator', 'admin', 'developer', 'anonymous'];

/** Value of the entry for the person who is signed in; no persona has it. */
const myself = '';

/** Native selects work with every keyboard, screen reader and touch screen. */
export function PersonaPicker({ session, state }: PersonaPickerProps) {
  const t = useTranslations('app');
  const persona = state.phase === 'persona' ? state.persona : null;
  const app = state.phase === 'persona' ? state.app : null;
  const person = session.person();
  useEffect(() => {
    if (persona !== null) storePersona({ persona: persona.id, app: app?.clientId ?? null });
  }, [persona, app]);

  const choose = (id: string) => {
    if (id !== myself) return void session.choose({ persona: id });
    forgetPersona();
    session.actAsMyself();
  };
  return (
    <>
      <label className="field">
        <span>{t('actAs')}</span>
        <select
          className="control"
          name="persona"
          title={persona?.description}
          value={persona?.id ?? myself}
          onChange={(event) => choose(event.target.value)}
        >
          {person !== null && (
            <optgroup label={t('myself')}>
              <option value={myself}>{person.name}</option>
            </optgroup>
          )}
          {kinds.map((kind) => (
            <PersonaGroup
              key={kind}
              label={t(`personas.${kind}`)}
              personas={state.directory?.personas.filter((each) => each.kind === kind) ?? []}
            />
          ))}
        </select>
      </label>
      {app !== null && persona !== null && state.directory !== null && (
        <label className="field">
          <span>{t('through')}</span>
          <select
            className="control"
            name="app"
            value={app.clientId}
            onChange={(event) => void session.choose({ app: event.target.value })}
          >
            {appsOf(persona, state.directory).map(({ clientId, name }) => (
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
