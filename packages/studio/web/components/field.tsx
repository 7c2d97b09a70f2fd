import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components';

interface FieldProps extends TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** More than one line. */
  readonly rows?: number;
  readonly problem?: string | null;
}

/** A labelled text field with a hint and its problem. */
export function Field({ label, hint, rows, problem = null, ...props }: FieldProps) {
  return (
    <TextField {...props} className="form-field" isInvalid={problem !== null} validationBehavior="aria">
      <Label>{label}</Label>
      {hint !== undefined && <Text slot="description">{hint}</Text>}
      {rows === undefined ? <Input className="input" /> : <TextArea className="input" rows={rows} />}
      <FieldError>{problem}</FieldError>
    </TextField>
  );
}
