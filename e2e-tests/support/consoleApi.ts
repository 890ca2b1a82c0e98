/** What the tests read of a drill. */
export interface DrillState {
  id: string;
  state: 'queued' | 'running' | 'finished';
  outcome: string | null;
  reason: { code: string; message: string } | null;
}

/** The console's REST API, signed in as guest. */
export class ConsoleApi {
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  static async signIn(url: string): Promise<ConsoleApi> {
    const response = await fetch(`${url}/api/auth/guest/refresh`);
    const session = await response.json();
    return new ConsoleApi(url, session.backstageIdentity.token);
  }

  startDrill(job: string): Promise<DrillState> {
    return this.#call('/drills', {
      method: 'POST',
      body: JSON.stringify({ job }),
    });
  }

  drill(id: string): Promise<DrillState> {
    return this.#call(`/drills/${encodeURIComponent(id)}`);
  }

  fleet(): Promise<{
    counts: { clinics: number };
    standings: Record<string, number>;
  }> {
    return this.#call('/clinics?limit=1');
  }

  clinic(ref: string): Promise<{ lastProven: { drillId: string } | null }> {
    return this.#call(`/clinics/${encodeURIComponent(ref)}`);
  }

  /** Titles of the open alarms of which everybody concerned was told. */
  async toldAlarms(): Promise<string[]> {
    const { items } = await this.#call<{
      items: { title: string; deliveries: { state: string }[] }[];
    }>('/alarms');
    return items
      .filter(({ deliveries }) =>
        deliveries.every(({ state }) => state === 'sent'),
      )
      .map(({ title }) => title);
  }

  async #call<T>(path: string, init: RequestInit = {}): Promise<T> {
    const response = await fetch(`${this.#url}/api/emr-backup${path}`, {
      ...init,
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${this.#token}`,
      },
    });
    if (!response.ok) {
      throw new Error(`${path} answered ${response.status}`);
    }
    return response.json() as Promise<T>;
  }
}
