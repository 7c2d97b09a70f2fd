import {
  Button,
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import { matchingNames } from './matching-names.ts';

interface CoordinateBoxProps {
  readonly label: string;
  readonly hint: string;
  readonly names: readonly string[];
  readonly value: string;
  readonly onChange: (name: string) => void;
  readonly problem?: string | null;
}

/** Entries that are shown at once; typing narrows them. */
const mostShown = 50;

/** A name that is chosen by typing a part of it. */
export function CoordinateBox({ label, hint, names, value, onChange, problem = null }: CoordinateBoxProps) {
  const shown = matchingNames(names, value).slice(0, mostShown);
  return (
    <ComboBox
      className="form-field combo"
      inputValue={value}
      onInputChange={onChange}
      items={shown.map((name) => ({ id: name }))}
      allowsCustomValue
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={problem !== null}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      <Text slot="description">{hint}</Text>
      <div className="combo-line">
        <Input className="input" />
        <Button className="button">▾</Button>
      </div>
      <FieldError>{problem}</FieldError>
      <Popover className="combo-list">
        <ListBox<{ id: string }>>
          {({ id }) => (
            <ListBoxItem id={id} textValue={id}>
              {id}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
