import { screen, waitFor, within } from '@testing-library/react';

/** A card by its title, once it shows more than that it is loading. */
export async function loadedCard(name: string): Promise<HTMLElement> {
  await waitFor(() => {
    const card = screen.getByRole('region', { name });
    expect(within(card).queryByText('Loading')).not.toBeInTheDocument();
  });
  return screen.getByRole('region', { name });
}
