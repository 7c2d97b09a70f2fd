import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Note } from '../../../components/note.tsx';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import { DecideAccessDocument, type DecideAccessInput } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { useDayOf } from '../parts/day.tsx';
import { useAgency } from '../parts/use-agency.ts';
import { ApproveInPart } from './approve-in-part.tsx';
import { DeclinedFields } from './declined-fields.tsx';
import { FieldsTable } from './fields-table.tsx';
import type { Registration, Request } from './request-page.tsx';

interface PartSectionProps {
  readonly registration: Registration;
  readonly request: Request;
  readonly onDone: (text: string) => void;
}

type Part = Request['parts'][number];

/** The agency's part of a request: fields in plain language, and the decision on them. */
export function PartSection({ registration, request, onDone }: PartSectionProps) {
  const t = useTranslations('decide.requests');
  const { agency } = useAgency();
  const part = request.parts.find((each) => each.agency.id === agency);
  const titles = useMemo(() => new Map(request.scopes.map(({ id, title }) => [id, title])), [request]);
  if (part === undefined) return <Note tone="info" title={t('noPart')} />;
  return (
    <section>
      <h2>{t('ourPart', { agency: part.agency.name })}</h2>
      <p>{t('ourPartLead')}</p>
      <FieldsTable
        caption={t('ourPart', { agency: part.agency.name })}
        fields={part.fields}
        titles={titles}
        empty={t('noOthers')}
      />
      <Decision name={registration.app.name} request={request.id} part={part} onDone={onDone} />
    </section>
  );
}

function Decision({
  name,
  request,
  part,
  onDone,
}: Pick<PartSectionProps, 'onDone'> & {
  readonly name: string;
  readonly request: string;
  readonly part: Part;
}) {
  const t = useTranslations('decide.requests');
  const dayOf = useDayOf();
  const { mutateAsync } = useChange(DecideAccessDocument);
  const { decision, decidedAt, reason } = part;
  if (decision !== null) {
    const date = decidedAt === null ? '' : dayOf(decidedAt);
    return (
      <Note tone={decision === 'APPROVED' ? 'good' : 'bad'} title={t(titleOf(part), { date })}>
        <p>{reason}</p>
        <DeclinedFields declined={part.declined} />
      </Note>
    );
  }
  const send = async (input: Omit<DecideAccessInput, 'request'>) => {
    const problem = problemIn(await mutateAsync({ input: { request, ...input } }));
    if (problem === null) onDone(t('decided'));
    return problem;
  };
  const decide = (verdict: 'APPROVE' | 'REFUSE') => (words: string) =>
    send({ decision: verdict, reason: words });
  const agency = part.agency.name;
  const scopes = part.scopes.map(({ title }) => title).join(', ');
  return (
    <div className="actions decision">
      <ReasonDialog
        label={t('approve')}
        kind="primary"
        title={t('approveTitle', { agency })}
        onDecide={decide('APPROVE')}
      >
        <p>{t('approveText', { name, scopes })}</p>
      </ReasonDialog>
      {part.fields.length > 1 && (
        <ApproveInPart part={part} onDecide={(partial) => send({ decision: 'APPROVE', ...partial })} />
      )}
      <ReasonDialog
        label={t('refuse')}
        kind="danger"
        title={t('refuseTitle', { agency })}
        onDecide={decide('REFUSE')}
      >
        <p>{t('refuseText', { name, scopes })}</p>
      </ReasonDialog>
    </div>
  );
}

function titleOf({ decision, declined }: Part) {
  if (decision === 'REFUSED') return 'refusedOn';
  return declined.length > 0 ? 'approvedPartOn' : 'approvedOn';
}
