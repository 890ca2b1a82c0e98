import { useState } from 'react';
import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuSeparator,
  MenuTrigger,
} from '@backstage/ui';
import { useWords } from '../words';
import { SaveViewDialog } from './SaveViewDialog';
import { useSavedViews } from './useSavedViews';
import { writeFleetView, type FleetView } from './useFleetView';

/** The reader's named views: open one, keep this one, forget one. */
export function SavedViews(props: {
  view: FleetView;
  onOpen(search: string): void;
}) {
  const { view, onOpen } = props;
  const t = useWords();
  const { views, save, forget } = useSavedViews();
  const [naming, setNaming] = useState(false);
  return (
    <>
      <MenuTrigger>
        <Button variant="secondary" size="small">
          {t('fleet.views.button')}
        </Button>
        <Menu>
          <MenuSection title={t('fleet.views.saved')}>
            {views.length === 0 ? (
              <MenuItem isDisabled>{t('fleet.views.none')}</MenuItem>
            ) : (
              views.map(({ name, search }) => (
                <MenuItem key={name} onAction={() => onOpen(search)}>
                  {name}
                </MenuItem>
              ))
            )}
          </MenuSection>
          <MenuSeparator />
          <MenuItem onAction={() => setNaming(true)}>
            {t('fleet.views.save')}
          </MenuItem>
          {views.length > 0 && (
            <MenuSection title={t('fleet.views.forget')}>
              {views.map(({ name }) => (
                <MenuItem
                  key={name}
                  color="danger"
                  onAction={() => forget(name)}
                >
                  {t('fleet.views.forgetOne', { name })}
                </MenuItem>
              ))}
            </MenuSection>
          )}
        </Menu>
      </MenuTrigger>
      <SaveViewDialog
        isOpen={naming}
        onClose={() => setNaming(false)}
        onSave={name =>
          save({ name, search: writeFleetView({ ...view, offset: 0 }, '') })
        }
      />
    </>
  );
}
