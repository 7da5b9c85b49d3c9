// A goal as teachers write it, "recall >= 0.9, precision >= 0.5": its bounds, and in words what cannot be read.
const MOST_BOUNDS = 8;
function readGoal(text, measures) {
  const wrong = [];
  const parts = text.split(",").map((part) => part.trim()).filter(Boolean);
  if (parts.length > MOST_BOUNDS) wrong.push(`A goal has at most ${MOST_BOUNDS} parts; this one has ${parts.length}.`);
  const bounds = parts.slice(0, MOST_BOUNDS).flatMap((part) => {
    const [, measure, sign, number] = /^(.+?)\s*(>=|≥|<=|≤)\s*([-+]?[\d.]+(?:e[-+]?\d+)?)$/i.exec(part) ?? [];
    const limit = Number(number);
    if (!measure || !Number.isFinite(limit)) {
      wrong.push(`The goal “${part.slice(0, 60)}” cannot be read: write it like “${measures[0]} >= 0.9”, several with commas between.`);
    } else if (!measures.includes(measure)) {
      wrong.push(`This demo has no measure “${measure.slice(0, 40)}”. It has: ${measures.join(", ")}.`);
    } else {
      return [{ measure, [/>|≥/.test(sign) ? "at_least" : "at_most"]: limit }];
    }
    return [];
  });
  return { bounds, wrong };
}
