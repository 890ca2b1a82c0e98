import { Checkbox, Select, TextField } from '@backstage/ui';
import { useWords } from '../words';
import type { DraftField } from './clinicDraft';

const NONE = 'none';

/** One field of the form, with what is wrong with it. */
export function DraftFieldInput(props: {
  field: DraftField;
  value: string;
  placeholder: string;
  problem: string | undefined;
  onChange(value: string): void;
}) {
  const { field, value, placeholder, problem, onChange } = props;
  const t = useWords();
  const label = t(`register.field.${field.id}`);
  if (field.yesNo)
    return (
      <Checkbox
        isSelected={value === 'yes'}
        onChange={selected => onChange(selected ? 'yes' : '')}
      >
        {label}
      </Checkbox>
    );
  if (field.choices)
    return (
      <Select
        label={label}
        value={value || NONE}
        onChange={chosen => onChange(chosen === NONE ? '' : String(chosen))}
        options={[
          { value: NONE, label: t('register.noChoice') },
          ...field.choices.map(choice => ({ value: choice, label: choice })),
        ]}
      />
    );
  return (
    <TextField
      label={label}
      value={value}
      onChange={onChange}
      placeholder={placeholder}
      isRequired={field.required}
      isInvalid={problem !== undefined}
      description={problem}
      autoComplete="off"
    />
  );
}
