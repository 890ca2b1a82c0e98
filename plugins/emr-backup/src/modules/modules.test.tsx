import { screen, within } from '@testing-library/react';
import {
  createFrontendModule,
  iconsApiRef,
  PageBlueprint,
  useApi,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { EMR_KINDS } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupEntityPresentationModule } from './entityPresentationModule';
import { emrBackupIconsModule } from './iconsModule';

const pageOf = (element: JSX.Element) =>
  createFrontendModule({
    pluginId: 'app',
    extensions: [
      PageBlueprint.make({
        name: 'probe',
        params: { path: '/', loader: async () => element },
      }),
    ],
  });

describe('frontend modules', () => {
  it('register an icon for each of our kinds', async () => {
    function Icons() {
      const icons = useApi(iconsApiRef);
      return (
        <ul aria-label="kinds">
          {EMR_KINDS.map(kind => (
            <li key={kind}>
              {icons.icon(`kind:${kind.toLocaleLowerCase('en-US')}`)}
            </li>
          ))}
        </ul>
      );
    }
    renderTestApp({ features: [emrBackupIconsModule, pageOf(<Icons />)] });
    const items = within(
      await screen.findByRole('list', { name: 'kinds' }),
    ).getAllByRole('listitem');
    const drawn = items.map(item => item.querySelector('path')?.outerHTML);
    expect(drawn.filter(Boolean)).toHaveLength(4);
    expect(new Set(drawn).size).toBe(4);
  });

  it('present entities of our kinds with their icon', async () => {
    function Presented() {
      const { Icon, primaryTitle } = useEntityPresentation({
        apiVersion: 'emr-backup/v1',
        kind: 'Clinic',
        metadata: { name: 'lakeside', title: 'Lakeside Family Practice' },
      });
      return (
        <p>
          {Icon && <Icon />} {primaryTitle}
        </p>
      );
    }
    renderTestApp({
      features: [
        catalogPlugin,
        emrBackupEntityPresentationModule,
        pageOf(<Presented />),
      ],
    });
    const title = await screen.findByText('Lakeside Family Practice');
    expect(title.querySelector('svg')).toBeInTheDocument();
  });
});
