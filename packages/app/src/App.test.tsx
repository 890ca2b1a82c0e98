import { render, screen } from '@testing-library/react';
import { app } from './App';

describe('the console', () => {
  it('asks who is there, by the name of the product', async () => {
    Object.assign(process.env, {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'EMR Backup', baseUrl: 'http://localhost:7007' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        },
      ],
    });

    render(app.createRoot());

    expect(
      await screen.findByRole('heading', { name: 'EMR Backup' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Enter' })).toBeInTheDocument();
  });
});
