import {
  isFiltered,
  parseFleetView,
  toFleetQuery,
  writeFleetView,
} from './useFleetView';

describe('the fleet view in the address', () => {
  it('comes back as it was written', () => {
    const view = {
      search: 'lake',
      standing: 'failing' as const,
      owner: 'group:default/it-west',
      hosting: 'cloud',
      mine: true,
      sort: 'breach' as const,
      group: 'region' as const,
      layout: 'compact' as const,
      offset: 50,
    };
    expect(parseFleetView(writeFleetView(view, ''))).toEqual(view);
  });

  it('leaves alone what others keep in the address', () => {
    expect(writeFleetView({ search: '', offset: 0 }, '?search=old&tab=3')).toBe(
      '?tab=3',
    );
  });

  it('ignores a standing and an offset that make no sense', () => {
    expect(parseFleetView('?standing=great&offset=-3')).toEqual({
      search: '',
      standing: undefined,
      offset: 0,
    });
  });

  it('asks the backend for neither the layout nor whose clinics they are', () => {
    const view = parseFleetView('?view=wall&mine=true&sort=name');
    expect(toFleetQuery(view, 50)).toMatchObject({ sort: 'name', limit: 50 });
    expect(toFleetQuery(view, 50)).not.toHaveProperty('mine');
    expect(toFleetQuery(view, 50)).not.toHaveProperty('layout');
  });

  it('does not call a later page a filter', () => {
    expect(isFiltered(parseFleetView('?offset=50'))).toBe(false);
    expect(isFiltered(parseFleetView('?sort=name&group=owner&view=wall'))).toBe(
      false,
    );
    expect(isFiltered(parseFleetView('?region=Ontario'))).toBe(true);
    expect(isFiltered(parseFleetView('?mine=true'))).toBe(true);
  });
});
