"use strict";
// Keeps a picture of what is seen, somewhat larger than the screen, and paints the next one a piece a frame behind it:
// so a large graph moves while it is drawn. Refuses to know what anything means.
const Easel = (() => {
  const MORE = 1.4; // a picture reaches so much farther than the screen
  const MOST_PIXELS = 14e6;
  const PIECE = 2000; // edges or nodes painted at a time
  const STYLED_PIECE = 200; // edges with dashes and heads: these take ten times as long
  const RESTING_MS = 40; // work a frame
  const MOVING_MS = 8;
  const STYLED = 500; // with more edges than these, dashes and heads wait until all rests
  const SKETCHED = 5000; // edges of a picture that is painted while all moves

  const resized = (canvas, width, height) => {
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    return canvas;
  };

  // How much farther than the screen a picture may reach in this many pixels.
  const reach = ({ width, height }, ratio) => Math.max(1, Math.min(MORE, Math.sqrt(MOST_PIXELS / (width * height * ratio * ratio))));

  function covers(picture, camera, size) {
    const [has, needs] = [picture.view, Camera.view(camera, size)];
    return has.left <= needs.left && has.top <= needs.top && has.right >= needs.right && has.bottom >= needs.bottom;
  }

  // So few of the strands that they are painted quickly, evenly taken.
  function sketched(strands) {
    const every = Math.ceil(strands.length / SKETCHED);
    return every === 1 ? strands : strands.filter(({ edge }, at) => at % every === 0 || edge.picked);
  }

  // Paints a picture a piece at a time, and says after each that there is more to do.
  function* painting(picture, plotted, palette, skipped) {
    const { pen, view } = picture;
    picture.kept = Thinning.kept(plotted, view, picture.screen);
    const all = Paint.inOrder(picture.kept.strands).filter(({ from, to }) => from.id !== skipped && to.id !== skipped);
    const sketch = picture.sketch && all.length > STYLED;
    const look = Paint.lookOf(palette, view, all, picture.kept.drawn < picture.kept.here);
    const at = sketch ? Paint.plainer(look) : look;
    const strands = sketch ? sketched(all) : all;
    picture.sketch = sketch;
    const piece = at.manyLit ? PIECE : STYLED_PIECE;
    for (let first = 0; first < strands.length; first += piece) {
      Paint.edges(pen, strands.slice(first, first + piece), at);
      yield;
    }
    const nodes = Paint.seen(plotted.nodes, view).filter(({ id }) => id !== skipped);
    for (let first = 0; first < nodes.length; first += PIECE) {
      Paint.nodes(pen, nodes.slice(first, first + PIECE), at);
      yield;
    }
    picture.chosen = Labels.choose({ ...plotted, strands: picture.kept.strands }, view);
    picture.at = at;
    Paint.labels(pen, picture.chosen, at);
  }

  function make() {
    const scratch = resized(document.createElement("canvas"), 1, 1).getContext("2d");
    const sheets = [document.createElement("canvas"), document.createElement("canvas")];
    let front = null; // the picture that is shown
    let job = null; // the one that is being painted

    function begin(camera, size, ratio, version, moving, parts) {
      const more = reach(size, ratio);
      const canvas = resized(sheets.find((sheet) => sheet !== front?.canvas), Math.ceil(size.width * more * ratio), Math.ceil(size.height * more * ratio));
      const pen = canvas.getContext("2d", { alpha: false });
      const view = Camera.view(camera, { width: canvas.width / ratio, height: canvas.height / ratio });
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.globalAlpha = 1;
      pen.fillStyle = parts.palette.paper;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, -view.left * view.scale * ratio, -view.top * view.scale * ratio);
      const picture = { canvas, pen, view, screen: Camera.view(camera, size), ratio, version, size, sketch: moving, kept: null, chosen: null, at: null };
      job = { picture, steps: painting(picture, parts.plotted, parts.palette, parts.lifted) };
    }

    // Works for so long that a frame is still a frame; true when the picture is done.
    function work(most) {
      const began = performance.now();
      while (performance.now() - began < most) {
        if (job.steps.next().done) {
          front = job.picture;
          job = null;
          return true;
        }
        // Browsers put off painting until somebody looks: looking now tells how long it takes.
        scratch.drawImage(job.picture.canvas, 0, 0, 1, 1, 0, 0, 1, 1);
      }
      return false;
    }

    const sameSize = (picture, size, ratio) => picture.ratio === ratio && picture.size.width === size.width && picture.size.height === size.height;
    const current = (picture, size, ratio, version) => Boolean(picture) && picture.version === version && sameSize(picture, size, ratio);
    // Whether its lines are chosen, and counted, for what the camera sees.
    function isOfHere({ kept, screen }, camera, size) {
      const { left, top } = Camera.view(camera, size);
      return !kept || kept.anywhere || (screen.left === left && screen.top === top);
    }
    const finished = (picture, camera, size) => !picture.sketch && isOfHere(picture, camera, size);
    const right = (picture, camera, size, moving) => (moving || finished(picture, camera, size)) && picture.view.scale === camera.scale && covers(picture, camera, size);

    // Brings the picture nearer to what it should be; true when nothing is left to do. `parts`: plotted, palette, lifted.
    function advance(camera, size, ratio, version, moving, parts) {
      if (current(front, size, ratio, version) && right(front, camera, size, moving)) { job = null; return true; }
      if (job && !current(job.picture, size, ratio, version)) job = null;
      if (job && !moving && !right(job.picture, camera, size, moving)) job = null;
      if (!job) begin(camera, size, ratio, version, moving && Boolean(front), parts);
      const done = work(front ? (moving ? MOVING_MS : RESTING_MS) : Infinity);
      return done && right(front, camera, size, moving);
    }

    // Lays the picture on the screen as the camera sees it.
    function lay(pen, camera, size, ratio, palette) {
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.fillStyle = palette.paper;
      pen.fillRect(0, 0, size.width, size.height);
      if (!front) return;
      const { view, canvas } = front;
      const begin = Camera.toScreen(camera, size, view.left, view.top);
      const grown = camera.scale / view.scale / front.ratio;
      const whole = (value) => (grown * ratio === 1 ? Math.round(value * ratio) / ratio : value);
      pen.drawImage(canvas, whole(begin.x), whole(begin.y), canvas.width * grown, canvas.height * grown);
    }

    // Makes the next picture be painted at once and whole: a printer waits for no frame.
    const forget = () => { front = job = null; };

    // How many lines of how many the picture shows, and which.
    const lines = () => front?.kept && { drawn: front.kept.drawn, here: front.kept.here, ids: front.kept.strands.map(({ edge }) => edge.id) };

    return Object.freeze({ advance, lay, forget, lines, get labels() { return front?.chosen ?? null; }, get kept() { return front?.kept ?? null; }, get look() { return front?.at ?? null; } });
  }

  return Object.freeze({ make });
})();
