// Fetches the parts of a page that change, and asks before what cannot be undone. Pages are whole without it.
'use strict';

const pause = 1500;

// A press that has begun must end on the same button.
let pressed = false;
document.addEventListener('pointerdown', () => { pressed = true; });
for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => setTimeout(() => { pressed = false; }, 0));

for (const part of document.querySelectorAll('[data-live]')) watch(part);

document.addEventListener('submit', event => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

for (const log of document.querySelectorAll('.log')) log.scrollTop = log.scrollHeight;

async function watch(part) {
  let known = null;
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, pause));
    if (document.hidden) continue;
    try {
      const answer = await fetch(part.dataset.live, { redirect: 'manual' });
      if (answer.status === 401) { location.reload(); return; }
      if (!answer.ok) throw new Error(`${answer.status}`);
      const markup = await answer.text();
      part.classList.remove('stale');
      // What somebody types or has marked stays under their hands.
      const shown = withoutTokens(markup);
      if (shown === known || inUse(part)) continue;
      replace(part, markup);
      known = shown;
    } catch {
      part.classList.add('stale');
    }
  }
}

// Of a form's hidden field every answer has another one; the old one stays good.
function withoutTokens(markup) {
  return markup.replace(/(<input type="hidden" name="__[^"]+" value=")[^"]*/g, '$1');
}

function inUse(part) {
  if (pressed) return true;
  const active = document.activeElement;
  if (active && part.contains(active) && active.matches('input')) return true;
  const selection = window.getSelection();
  return Boolean(selection && !selection.isCollapsed && part.contains(selection.anchorNode));
}

function replace(part, markup) {
  const kept = [...part.querySelectorAll('.wide, .log')].map(e => ({ left: e.scrollLeft, top: e.scrollTop, atEnd: e.scrollHeight - e.scrollTop - e.clientHeight < 8 }));
  const focused = part.contains(document.activeElement) ? path(part, document.activeElement) : null;
  // The server's own markup, every hole of it encoded there; it runs no script.
  part.innerHTML = markup;
  [...part.querySelectorAll('.wide, .log')].forEach((e, i) => {
    if (!kept[i]) return;
    e.scrollLeft = kept[i].left;
    e.scrollTop = e.classList.contains('log') && kept[i].atEnd ? e.scrollHeight : kept[i].top;
  });
  if (focused) focused.reduce((e, i) => e && e.children[i], part)?.focus({ preventScroll: true });
}

function path(part, element) {
  const steps = [];
  for (let e = element; e !== part; e = e.parentElement) steps.unshift([...e.parentElement.children].indexOf(e));
  return steps;
}
