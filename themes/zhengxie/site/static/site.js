// Size of type, 长辈版, light and dark, print, pictures in full: added to pages that read well without them.
(() => {
  const root = document.documentElement;
  const read = (key) => { try { return localStorage.getItem(key) } catch { return null } };
  const keep = (key, value) => { try { localStorage.setItem(key, value) } catch { /* private window */ } };
  const all = (what) => document.querySelectorAll(what);
  const make = (name, more) => Object.assign(document.createElement(name), more);
  // Pages in other languages say how these words are said in them.
  const words = JSON.parse(root.dataset.say || '{}');
  const say = (word) => words[word] || word;
  const button = (text, act) => make('button', { type: 'button', textContent: say(text), onclick: act });

  // Before the first paint.
  const sizes = { l: '大', m: '中', s: '小' };
  const size = read('size'), theme = read('theme');
  if (size in sizes) root.dataset.size = size;
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
  if (read('elder')) root.dataset.elder = '';
  const dark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme:dark)').matches;

  const show = () => {
    all('[data-to]').forEach((it) => it.setAttribute('aria-pressed', it.dataset.to === (root.dataset.size || 'm')));
    all('[data-dark]').forEach((it) => { it.textContent = say(dark() ? '浅色' : '深色') });
  };
  const parts = {
    size() {
      const group = make('span');
      group.setAttribute('role', 'group');
      group.setAttribute('aria-label', say('字号'));
      group.append(say('字号'));
      for (const [to, text] of Object.entries(sizes)) {
        const it = button(text, () => { root.dataset.size = to; keep('size', to); show() });
        it.dataset.to = to;
        group.append(it);
      }
      return group;
    },
    theme() {
      const it = button('', () => { root.dataset.theme = dark() ? 'light' : 'dark'; keep('theme', root.dataset.theme); show() });
      it.dataset.dark = '';
      return it;
    },
    print: () => button('打印', () => print()),
  };

  // The style sheet also follows the switch by itself, so that it works where this does not run.
  const elder = () => {
    const it = document.getElementById('elder');
    if (!it) return;
    it.checked = 'elder' in root.dataset;
    it.onchange = () => { it.checked ? root.dataset.elder = '' : delete root.dataset.elder; keep('elder', it.checked ? '1' : '') };
  };

  // A picture in full: the link to it opens here, with keys for larger, smaller and the next one.
  const links = [];
  let viewer;
  const open = (at) => {
    const pane = make('div', { className: 'pane', tabIndex: 0 });
    const words = make('p');
    const bar = make('div', { className: 'bar' });
    const box = make('dialog', { className: 'viewer' });
    const picture = make('img', { alt: '' });
    let scale = 1, wide = 0, from;
    const fit = (to) => {
      if (scale === 1) wide = picture.clientWidth;
      // What was in the middle stays there.
      const [x, y] = [(pane.scrollLeft + pane.clientWidth / 2) / pane.scrollWidth, (pane.scrollTop + pane.clientHeight / 2) / pane.scrollHeight];
      scale = Math.min(8, Math.max(1, to));
      box.classList.toggle('large', scale > 1);
      picture.style.width = scale > 1 ? `${Math.round(wide * scale)}px` : '';
      pane.scrollTo(x * pane.scrollWidth - pane.clientWidth / 2, y * pane.scrollHeight - pane.clientHeight / 2);
      words.dataset.scale = scale > 1 ? `${Math.round(scale * 100)}%` : '';
    };
    const go = (to) => {
      at = (to + links.length) % links.length;
      const link = links[at], small = link.querySelector('img');
      fit(1);
      picture.src = link.href;
      picture.alt = small.alt;
      box.setAttribute('aria-label', small.alt || say('图片'));
      const caption = link.closest('figure')?.querySelector('figcaption');
      words.textContent = (links.length > 1 ? `${at + 1}/${links.length}　` : '') + (caption ? caption.textContent : small.alt);
    };
    const larger = () => fit(scale * 1.5), smaller = () => fit(scale / 1.5), close = () => box.close();
    bar.append(button('放大', larger), button('缩小', smaller), button('原样', () => fit(1)));
    if (links.length > 1) bar.append(button('上一张', () => go(at - 1)), button('下一张', () => go(at + 1)));
    bar.append(button('关闭', close));
    const keys = { '+': larger, '=': larger, '-': smaller, 0: () => fit(1), ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1) };
    box.onkeydown = (event) => {
      // Arrows move a picture that has been made larger.
      if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys) || scale > 1 && event.key.startsWith('Arrow')) return;
      event.preventDefault();
      keys[event.key]();
    };
    picture.ondblclick = () => fit(scale > 1 ? 1 : 2.5);
    pane.onpointerdown = (event) => { if (scale > 1 && event.pointerType === 'mouse') { from = [event.clientX + pane.scrollLeft, event.clientY + pane.scrollTop]; event.preventDefault(); pane.focus() } };
    pane.onpointermove = (event) => { if (from) pane.scrollTo(from[0] - event.clientX, from[1] - event.clientY) };
    pane.onpointerup = pane.onpointerleave = () => { from = null };
    pane.setAttribute('role', 'group');
    pane.setAttribute('aria-label', say('图片，放大后用方向键移动'));
    words.setAttribute('aria-live', 'polite');
    box.onclose = () => { box.remove(); viewer = null; links[at].focus() };
    pane.append(picture);
    box.append(bar, pane, words);
    document.body.append(box);
    box.showModal();
    viewer = box;
    go(at);
  };

  addEventListener('DOMContentLoaded', () => {
    all('[data-tools]').forEach((it) => it.append(...it.dataset.tools.split(' ').map((name) => parts[name]())));
    all('.chart,.table-scroll,pre').forEach((it) => { if (it.scrollWidth > it.clientWidth) it.tabIndex = 0 });
    links.push(...all('a.zoom'));
    links.forEach((it, at) => it.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) return;
      event.preventDefault();
      if (!viewer) open(at);
    }));
    addEventListener('keydown', (event) => {
      const it = event.key === 'Escape' && document.activeElement?.closest('details.share[open]');
      if (it) { it.open = false; it.firstElementChild.focus() }
    });
    elder();
    show();
  });
})();
