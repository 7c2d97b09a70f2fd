import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Button } from '../../../components/button.tsx';
import { DialogButton } from '../../../components/dialog-button.tsx';
import { Field } from '../../../components/field.tsx';
import { Note } from '../../../components/note.tsx';
import { Select } from '../../../components/select.tsx';
import { useAction } from '../../../components/use-action.ts';
import {
  AccountsInviteDocument,
  type AccountsQuery,
  type PlatformAccountKind,
} from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { emptyPerson, inputOf } from './invited-person.ts';
import type { Issued } from './issued-note.tsx';

interface InviteDialogProps {
  readonly agencies: AccountsQuery['agencies']['nodes'];
  readonly onIssued: (issued: Issued) => void;
}

const kinds: readonly PlatformAccountKind[] = ['OFFICIAL', 'ADMIN', 'DEVELOPER'];

/** Requests a link for a new official, admin or developer. */
export function InviteDialog(props: InviteDialogProps) {
  const t = useTranslations('accounts');
  return (
    <DialogButton label={t('invite')} kind="primary" title={t('inviteTitle')}>
      {(close) => <InviteForm {...props} close={close} />}
    </DialogButton>
  );
}

function InviteForm({ agencies, onIssued, close }: InviteDialogProps & { readonly close: () => void }) {
  const t = useTranslations('accounts');
  const kindWords = useTranslations('words.accountKind');
  const cancel = useTranslations('app')('cancel');
  const invite = useChange(AccountsInviteDocument);
  const { run, problem, isBusy } = useAction();
  // An official can invite only officials of the same agency.
  const { agency } = useStudio().caller;
  const [person, setPerson] = useState({ ...emptyPerson, agency: agency ?? '' });
  const [field, setField] = useState('');
  const change = (changes: Partial<typeof person>) => setPerson((before) => ({ ...before, ...changes }));
  const isOfficial = person.kind === 'OFFICIAL';

  const ask = async () => {
    const answer = await invite.mutateAsync({ input: inputOf(person) });
    const result = answer.data.inviteAccount;
    setField(result?.__typename === 'AccountInvitationRefused' ? result.field : '');
    if (result?.__typename === 'AccountInvitationRequested') onIssued({ account: person.id, ...result });
    return problemIn(answer);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ((await run(ask)) === null) close();
  };
  const text = (name: 'id' | 'nameZh' | 'nameEn' | 'roles' | 'scopes', hint?: string) => (
    <Field
      label={t(name)}
      {...(hint !== undefined && { hint })}
      value={person[name]}
      onChange={(value) => change({ [name]: value })}
      problem={field === name ? problem : null}
    />
  );
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      {agency === null && (
        <Select
          label={t('kind')}
          value={person.kind}
          onChange={(value) => change({ kind: kinds.find((each) => each === value) ?? 'OFFICIAL' })}
        >
          {kinds.map((each) => (
            <option key={each} value={each}>
              {kindWords(each)}
            </option>
          ))}
        </Select>
      )}
      {text('id', t('idHint'))}
      {text('nameZh')}
      {text('nameEn')}
      {isOfficial && (
        <>
          {agency === null && (
            <Select
              label={t('agency')}
              value={person.agency}
              onChange={(chosen) => change({ agency: chosen })}
              problem={field === 'agency' ? problem : null}
            >
              <option value="">{t('chooseAgency')}</option>
              {agencies.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
          {text('roles', t('rolesHint'))}
          {text('scopes', t('scopesHint'))}
        </>
      )}
      {problem !== null && !shown.includes(field) && <Note tone="bad" title={problem} />}
      <p className="quiet">{t(person.kind === 'DEVELOPER' ? 'developerText' : 'fourEyesText')}</p>
      <div className="actions">
        <Button type="submit" kind="primary" isDisabled={isBusy}>
          {t('invite')}
        </Button>
        <Button onPress={close}>{cancel}</Button>
      </div>
    </form>
  );
}

/** Fields that show their problem themselves. */
const shown = ['id', 'nameZh', 'nameEn', 'agency', 'roles', 'scopes'];
