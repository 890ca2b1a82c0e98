import { render, screen } from '@testing-library/react';
import { app } from './App';

// What the backend writes into the page; a real environment holds only texts.
const environment = {
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
} as unknown as NodeJS.ProcessEnv;

describe('the console', () => {
  it('asks who is there, by the name of the product', async () => {
    jest.replaceProperty(process, 'env', environment);

    render(app.createRoot());

    expect(
      await screen.findByText('EMR Backup', undefined, { timeout: 20_000 }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Enter' })).toBeInTheDocument();
  }, 60_000);
});
