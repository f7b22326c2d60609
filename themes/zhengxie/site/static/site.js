// Size of type, light and dark, print, keys for what scrolls sideways: added to pages that read well without them.
(() => {
  const root = document.documentElement;
  const read = (key) => { try { return localStorage.getItem(key) } catch { return null } };
  const keep = (key, value) => { try { localStorage.setItem(key, value) } catch { /* private window */ } };
  const sizes = { l: '大', m: '中', s: '小' };
  const dark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme:dark)').matches;
  const size = read('size'), theme = read('theme');
  if (size in sizes) root.dataset.size = size;
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;

  const button = (text, act) => {
    const it = document.createElement('button');
    it.type = 'button';
    it.textContent = text;
    it.onclick = act;
    return it;
  };
  const show = () => {
    document.querySelectorAll('[data-to]').forEach((it) => it.setAttribute('aria-pressed', it.dataset.to === (root.dataset.size || 'm')));
    document.querySelectorAll('[data-dark]').forEach((it) => { it.textContent = dark() ? '浅色' : '深色' });
  };
  const parts = {
    size() {
      const group = document.createElement('span');
      group.setAttribute('role', 'group');
      group.setAttribute('aria-label', '字号');
      group.append('字号');
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
  addEventListener('DOMContentLoaded', () => {
    document.querySelectorAll('[data-tools]').forEach((it) => it.append(...it.dataset.tools.split(' ').map((name) => parts[name]())));
    document.querySelectorAll('.chart,.table-scroll,pre').forEach((it) => { if (it.scrollWidth > it.clientWidth) it.tabIndex = 0 });
    show();
  });
})();
