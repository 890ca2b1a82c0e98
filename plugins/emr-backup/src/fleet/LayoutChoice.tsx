import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useWords } from '../words';
import { FLEET_LAYOUTS, type FleetLayout } from './useFleetView';

/** How the clinics are laid out; the wall is left from the wall itself. */
export function LayoutChoice(props: {
  layout: FleetLayout;
  onChange(layout: FleetLayout): void;
}) {
  const { layout, onChange } = props;
  const t = useWords();
  return (
    <ToggleButtonGroup
      aria-label={t('fleet.layout.label')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[layout]}
      onSelectionChange={([chosen]) => {
        const known = FLEET_LAYOUTS.find(name => name === chosen);
        if (known) onChange(known);
      }}
    >
      {FLEET_LAYOUTS.map(name => (
        <ToggleButton key={name} id={name} size="small">
          {t(`fleet.layout.${name}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
