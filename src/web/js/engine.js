// Runs an engine pack: a wasm module without imports that answers messages. In a worker the first message is the
// module's bytes and every later one a question. Where there are no workers the page loads this script and asks itself.
(() => {
  async function start(bytes) {
    const { instance } = await WebAssembly.instantiate(bytes, {});
    const { memory, room, answer, answers } = instance.exports;
    return (question) => {
      // Each call may move the memory to a larger buffer, so the buffer is asked for after it.
      const place = room(question.length);
      new Uint8Array(memory.buffer).set(question, place);
      const length = answer();
      const start = answers();
      return new Uint8Array(memory.buffer).slice(start, start + length);
    };
  }
  if (typeof document === "object") {
    globalThis.descentEngine = start;
    return;
  }
  let engine;
  onmessage = async ({ data }) => {
    try {
      if (!engine) await (engine = start(data));
      else {
        const said = (await engine)(data);
        postMessage(said, [said.buffer]);
      }
    } catch (error) {
      // A module that has trapped is in no state to go on.
      postMessage(String(error));
      close();
    }
  };
})();
