// The library in a worker: Python is loaded, then every request is answered, one after the other.
// In: {start: true} or {id, request}. Out: {stage}, {stage: 'failed', message}, {id, text}.

const ENGINE = new URL('./engine/', import.meta.url).href;
let serving;

async function start() {
  postMessage({ stage: 'python' });
  const archive = fetch(`${ENGINE}library.zip`);
  archive.catch(() => {}); // told below, where it is waited for
  const { loadPyodide } = await import(`${ENGINE}pyodide.mjs`);
  const python = await loadPyodide({ indexURL: ENGINE });
  postMessage({ stage: 'library' });
  const response = await archive;
  if (!response.ok) throw new Error(`library.zip: ${response.status}`);
  python.unpackArchive(await response.arrayBuffer(), 'zip', { extractDir: '/library' });
  postMessage({ stage: 'facts' });
  python.runPython('import sys; sys.path.insert(0, "/library")');
  const serve = python.pyimport('serving').serve;
  postMessage({ stage: 'ready' });
  return serve;
}

onmessage = async ({ data }) => {
  serving ??= start();
  try {
    const serve = await serving;
    if (data.request) postMessage({ id: data.id, text: serve(JSON.stringify(data.request)) });
  } catch (error) {
    failed(error);
  }
};

function failed(error) {
  postMessage({ stage: 'failed', message: String(error?.message ?? error).slice(0, 300) });
}

/** Pyodide may fail where nobody waits for it. */
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  failed(event.reason);
});
