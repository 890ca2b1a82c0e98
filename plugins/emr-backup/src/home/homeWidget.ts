import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

/** The reader's clinics on the portal's home page. */
export const myClinicsWidget = HomePageWidgetBlueprint.make({
  name: 'my-clinics',
  params: {
    name: 'MyClinics',
    title: 'My clinics',
    description:
      'Which of the clinics you answer for could be restored today, worst first',
    layout: {
      width: { minColumns: 4, defaultColumns: 6 },
      height: { minRows: 3, defaultRows: 5 },
    },
    components: async () => {
      const { MyClinics } = await import('./MyClinics');
      return { Content: MyClinics };
    },
  },
});
