"use strict";
// How the line of each status looks, from end to end: solid, dashed, dotted, crossed, double. Needs a course, knows no nodes.
const Strokes = (() => {
  const WHOLE = [0, 1];
  const HEAD_PX = 9;
  const CROSS_PX = 3.6;
  const CROSS_EVERY_PX = 30;

  const statusColour = (edge, at) => at.palette[edge.status] ?? at.palette.mixed;

  function trace(pen, run) {
    if (run.round) {
      pen.moveTo(run.x + run.radius * Math.cos(run.start), run.y + run.radius * Math.sin(run.start));
      pen.arc(run.x, run.y, run.radius, run.start, run.start + run.sweep);
      return;
    }
    pen.moveTo(run.x0, run.y0);
    if (run.bent) pen.quadraticCurveTo(run.cx, run.cy, run.x1, run.y1);
    else pen.lineTo(run.x1, run.y1);
  }

  // `span`: between which t it is seen. Dashes far outside cost as much as those that are seen.
  function stroke(pen, run, colour, wide, dash = [], span = WHOLE) {
    const [first, last] = dash.length ? span : WHOLE;
    pen.strokeStyle = colour;
    pen.lineWidth = wide;
    pen.setLineDash(dash);
    pen.lineDashOffset = first && Geometry.length(run) * first;
    pen.beginPath();
    trace(pen, first > 0 || last < 1 ? Geometry.part(run, first, last) : run);
    pen.stroke();
  }

  // How each status draws its line: told apart in colour, in grey and by those who see no red.
  const LINES = {
    disputed(pen, run, edge, at, wide, span) {
      stroke(pen, run, at.palette["disputed-under"], wide * 1.5);
      stroke(pen, run, at.palette.disputed, wide * 1.5, spaced(edge, at), span);
    },
    mixed(pen, run, edge, at, wide) {
      stroke(pen, run, at.palette.mixed, wide + 2.2 * at.grow * at.px);
      stroke(pen, run, at.palette.paper, Math.max(wide * 0.6, 0.9 * at.grow * at.px));
    },
    possible(pen, run, edge, at, wide, span) {
      pen.lineCap = "round";
      stroke(pen, run, at.palette.possible, wide * 1.25, spaced(edge, at), span);
      pen.lineCap = "butt";
    },
    denied(pen, run, edge, at, wide, span) {
      stroke(pen, run, at.palette.denied, wide, spaced(edge, at), span);
      crosses(pen, run, at, wide, span);
    },
  };

  const spaced = (edge, at) => (at.palette.dash[edge.status] ?? []).map((length) => length * at.px);

  function line(pen, run, edge, at, wide, span) {
    const special = LINES[edge.status];
    if (special) special(pen, run, edge, at, wide, span);
    else stroke(pen, run, statusColour(edge, at), wide, spaced(edge, at), span);
  }

  // Small crosses along a line: what it says is denied.
  function crosses(pen, run, at, wide, [first, last] = WHOLE) {
    const count = Math.max(1, Math.round((Geometry.length(run) * at.scale) / CROSS_EVERY_PX));
    const arm = CROSS_PX * at.grow * at.px;
    pen.setLineDash([]);
    pen.lineWidth = wide * 0.9;
    pen.beginPath();
    for (let number = Math.floor(first * count); number < Math.ceil(last * count); number += 1) {
      const t = (number + 0.5) / count;
      const { x, y } = Geometry.point(run, t);
      const angle = Geometry.direction(run, t) + Math.PI / 4;
      const [across, down] = [arm * Math.cos(angle), arm * Math.sin(angle)];
      pen.moveTo(x - across, y - down);
      pen.lineTo(x + across, y + down);
      pen.moveTo(x + down, y - across);
      pen.lineTo(x - down, y + across);
    }
    pen.stroke();
  }

  // A head whose tip is at (x, y): an arrow, or a bar for what is denied.
  function head(pen, x, y, angle, edge, at, wide) {
    const long = HEAD_PX * at.grow * at.px + wide;
    const [ax, ay] = [Math.cos(angle) * long, Math.sin(angle) * long];
    pen.setLineDash([]);
    pen.beginPath();
    if (edge.status === "denied") {
      pen.lineWidth = wide * 1.5;
      pen.moveTo(x - ay * 0.55, y + ax * 0.55);
      pen.lineTo(x + ay * 0.55, y - ax * 0.55);
      pen.stroke();
      return;
    }
    pen.moveTo(x, y);
    pen.lineTo(x - ax - ay * 0.42, y - ay + ax * 0.42);
    pen.lineTo(x - ax * 0.74, y - ay * 0.74);
    pen.lineTo(x - ax + ay * 0.42, y - ay - ax * 0.42);
    pen.closePath();
    pen.fill();
  }

  function heads(pen, run, edge, at, wide) {
    pen.fillStyle = pen.strokeStyle = statusColour(edge, at);
    if (edge.arrowTo !== false) {
      const { x, y } = Geometry.point(run, 1);
      head(pen, x, y, Geometry.direction(run, 1) - turned(run, at), edge, at, wide);
    }
    if (edge.arrowFrom) {
      const { x, y } = Geometry.point(run, 0);
      head(pen, x, y, Geometry.direction(run, 0) + Math.PI + turned(run, at), edge, at, wide);
    }
  }

  // A head on a loop leans inwards, as the chord beneath it does.
  const turned = (run, at) => (run.round ? (HEAD_PX * at.grow * at.px) / (2 * run.radius) : 0);

  // The course without what its heads cover.
  function shortened(run, edge, at, wide) {
    const covered = (HEAD_PX * at.grow * at.px * 0.78 + wide * 0.7) / Math.max(Geometry.length(run), 1e-9);
    const denied = edge.status === "denied";
    const begin = edge.arrowFrom && !denied ? covered : 0;
    const end = edge.arrowTo !== false && !denied ? 1 - covered : 1;
    return begin || end < 1 ? Geometry.part(run, begin, Math.max(end, begin)) : run;
  }

  return Object.freeze({ stroke, trace, line, heads, shortened, statusColour });
})();
