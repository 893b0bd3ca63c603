// Reads files of the site, each once.

/**
 * Loads at the first call, and again only where that failed.
 * @template Loaded
 * @param {() => Promise<Loaded>} load
 */
export function once(load) {
  /** @type {Promise<Loaded> | undefined} */
  let loaded;
  return () => {
    loaded ??= load().catch((error) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}

/** @type {(address: string) => Promise<Response>} */
async function answered(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/** @type {(address: string) => Promise<unknown>} */
export const json = async (address) => (await answered(address)).json();

/**
 * A text that was packed when it was written; servers may have unpacked it on the way.
 * @type {(address: string) => Promise<string>}
 */
export async function packed(address) {
  const bytes = await (await answered(address)).arrayBuffer();
  const [sign] = new Uint8Array(bytes);
  if (sign !== 0x1f) return new TextDecoder().decode(bytes);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
