// The engine as the page sees it: ask, and an answer or a typed error comes back.

/** What went wrong: a kind, a sentence, and for wrong answers each with its place. */
export class EngineError extends Error {
  constructor({ type, message, problems = [] }) {
    super(message);
    this.type = type;
    this.problems = problems;
  }
}

export class Engine {
  #worker = null;
  #waiting = new Map();
  #last = 0;

  /** @param {(stage: string, message?: string) => void} onStage is told how far the loading is */
  constructor(onStage) {
    this.onStage = onStage;
    this.state = 'off';
  }

  /** Load it, unless that has begun. */
  start() {
    if (this.#worker) return;
    this.state = 'loading';
    this.#worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    this.#worker.onmessage = ({ data }) => this.#heard(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message || 'the worker could not be loaded');
    };
    this.#worker.postMessage({ start: true });
  }

  /**
   * Ask what `serving.py` answers: 'assess', 'silent', 'next_question', 'smallest_changes',
   * 'picture', 'options', 'explain', 'compare' or 'team'.
   * @returns {Promise<any>} the result; rejected with an EngineError
   */
  ask(what, body) {
    this.start();
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, request: { ask: what, ...body } });
    });
  }

  #heard({ stage, message, id, text }) {
    if (stage === 'failed') return this.#fail(message);
    if (stage) {
      this.state = stage === 'ready' ? 'ready' : 'loading';
      return this.onStage(stage);
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    const answer = JSON.parse(text);
    if (answer.ok) waiting?.resolve(answer.result);
    else waiting?.reject(new EngineError(answer.error));
  }

  #fail(message) {
    this.#worker?.terminate();
    this.#worker = null;
    this.state = 'failed';
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new EngineError({ type: 'EngineStopped', message }));
    this.onStage('failed', message);
  }
}
