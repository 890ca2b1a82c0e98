import type { IconComponent } from '@backstage/frontend-plugin-api';
import {
  RiBriefcase4Line,
  RiHospitalLine,
  RiSafe2Line,
  RiServerLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { EmrKind } from '@emr-backup/plugin-emr-backup-common';

/** The portal's icon sizes, as its own icons draw them. */
const SIZES = { inherit: '1em', small: 20, medium: 24, large: 35 } as const;

const sized =
  (Icon: RemixiconComponentType): IconComponent =>
  // The catalog graph also hands over class, place and size of the drawing.
  ({ fontSize = 'medium', ...drawing }) =>
    <Icon size={SIZES[fontSize]} aria-hidden="true" {...drawing} />;

/** One icon a kind, the same everywhere the portal shows it. */
export const KIND_ICONS: Record<EmrKind, IconComponent> = {
  Clinic: sized(RiHospitalLine),
  EmrServer: sized(RiServerLine),
  BackupJob: sized(RiSafe2Line),
  Vendor: sized(RiBriefcase4Line),
};
