import { useTranslations } from 'use-intl';
import { Checkbox } from '../../../components/checkbox.tsx';
import { Field } from '../../../components/field.tsx';
import { Select } from '../../../components/select.tsx';
import type { ClientAuthMethod } from '../../../graph/operations.ts';
import type { Draft } from './registration.ts';

const methods: readonly ClientAuthMethod[] = ['CLIENT_SECRET_BASIC', 'PRIVATE_KEY_JWT'];

type SignInDraft = Pick<
  Draft,
  'redirectUris' | 'authMethod' | 'jwks' | 'jwksUri' | 'dpopBoundAccessTokens' | 'backchannelLogoutUri'
>;

interface SignInFieldsProps {
  readonly draft: SignInDraft;
  readonly onChange: (changes: Partial<SignInDraft>) => void;
  readonly problemOf: (field: string) => string | null;
  /** The app exists: its method stays, and empty keys stay as they are. */
  readonly isRegistered?: boolean;
}

/** How citizens come back from the sign-in, and how the app authenticates. */
export function SignInFields({ draft, onChange, problemOf, isRegistered = false }: SignInFieldsProps) {
  const t = useTranslations('build.register');
  const settings = useTranslations('build.settings');
  return (
    <fieldset className="group">
      <legend>{t('technical')}</legend>
      <Field
        label={t('redirectUris')}
        hint={t('redirectUrisHint')}
        rows={3}
        value={draft.redirectUris}
        onChange={(redirectUris) => onChange({ redirectUris })}
        problem={problemOf('redirectUris')}
        isRequired
      />
      {!isRegistered && (
        <Select
          label={t('authMethod')}
          value={draft.authMethod}
          onChange={(value) =>
            onChange({ authMethod: methods.find((each) => each === value) ?? 'CLIENT_SECRET_BASIC' })
          }
        >
          {methods.map((method) => (
            <option key={method} value={method}>
              {t(`methods.${method}`)}
            </option>
          ))}
        </Select>
      )}
      {draft.authMethod === 'PRIVATE_KEY_JWT' && (
        <>
          {isRegistered && (
            <p className="quiet">
              {settings('keysText')} {settings('keepKeys')}
            </p>
          )}
          <Field
            label={t('jwksUri')}
            hint={t('jwksUriHint')}
            value={draft.jwksUri}
            onChange={(jwksUri) => onChange({ jwksUri })}
            problem={problemOf('jwksUri')}
          />
          <Field
            label={t('jwks')}
            hint={t('jwksHint')}
            rows={4}
            value={draft.jwks}
            onChange={(jwks) => onChange({ jwks })}
            problem={problemOf('jwks')}
          />
        </>
      )}
      <Field
        label={t('logoutUri')}
        hint={t('logoutUriHint')}
        value={draft.backchannelLogoutUri}
        onChange={(backchannelLogoutUri) => onChange({ backchannelLogoutUri })}
        problem={problemOf('backchannelLogoutUri')}
      />
      <Checkbox
        isSelected={draft.dpopBoundAccessTokens}
        onChange={(dpopBoundAccessTokens) => onChange({ dpopBoundAccessTokens })}
      >
        {t('dpop')}
      </Checkbox>
    </fieldset>
  );
}
