// Talks to the running demo over its REST API, as anybody could:
//   node console.mjs wait             until the console answers and knows its clinics
//   node console.mjs drill            starts a drill of every backup job
const base = `http://127.0.0.1:${process.env.EMR_DEMO_PORT}`;
const CLINICS = 3;

async function call(path, token, init = {}) {
  const response = await fetch(`${base}${path}`, {
    ...init,
    headers: {
      'Content-Type': 'application/json',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) {
    const { error } = await response.json().catch(() => ({}));
    throw new Error(
      `${path} answered ${response.status}: ${error?.message ?? 'no reason'}`,
    );
  }
  return response.json();
}

async function guestToken() {
  const session = await call('/api/auth/guest/refresh');
  return session.backstageIdentity.token;
}

// A fresh machine compiles everything at the first start: minutes, not seconds.
async function until(what, ask) {
  const end = Date.now() + 300_000;
  for (;;) {
    let reason;
    try {
      const answer = await ask();
      if (answer) return answer;
      reason = 'not yet';
    } catch (error) {
      reason = error.message;
    }
    if (Date.now() > end) throw new Error(`${what}: ${reason}`);
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

async function wait() {
  await until('The console did not become ready', () =>
    call('/.backstage/health/v1/readiness'),
  );
  const token = await until('Guest sign-in did not work', guestToken);
  await until('The three clinics did not appear', async () => {
    const fleet = await call('/api/emr-backup/clinics', token);
    return fleet.counts.jobs >= CLINICS && fleet.observedAt;
  });
}

async function drill() {
  const token = await guestToken();
  const { items } = await call('/api/emr-backup/clinics', token);
  for (const { clinic } of items) {
    const { jobs } = await call(
      `/api/emr-backup/clinics/${encodeURIComponent(clinic.ref)}`,
      token,
    );
    for (const { job, activeDrill } of jobs) {
      if (activeDrill) continue;
      await call('/api/emr-backup/drills', token, {
        method: 'POST',
        body: JSON.stringify({ job: job.ref }),
      }).catch(problem => {
        // The planner was quicker: a drill of this job is on its way.
        if (!/ 409:/.test(problem.message)) throw problem;
      });
    }
  }
}

try {
  await { wait, drill }[process.argv[2]]();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
