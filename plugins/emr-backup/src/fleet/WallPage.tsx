import { FleetWall } from './FleetWall';
import { useFleetView } from './useFleetView';

/** The wall under an address of its own, for a screen that shows nothing else. */
export function WallPage() {
  const { view } = useFleetView();
  return <FleetWall view={view} />;
}
