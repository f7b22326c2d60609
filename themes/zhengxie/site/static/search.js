// Search in the browser. `engine` reads the index files that `get` fetches (src/edition/site/search says what they are); below it, the page.
const engine = (get) => {
  const BEGUN = 0xE100, INITIALS = 0xE000, LONGEST = 4, NONE = { numbers: new Uint32Array(), parts: new Uint32Array(), title: new Uint8Array() };
  const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
  let table, facts, years;

  const open = async () => {
    const [text, fold] = await Promise.all([get('index.json'), get('fold.bin')]);
    const units = new Uint16Array(fold.buffer, fold.byteOffset, fold.length >> 1), ranges = 1 + units[0] * 2;
    table = new Uint16Array(65536);
    for (let i = 1; i < ranges; i += 2) for (let unit = units[i]; unit <= units[i + 1]; unit++) table[unit] = unit;
    for (let i = ranges; i < units.length; i += 2) table[units[i]] = units[i + 1];
    facts = JSON.parse(new TextDecoder().decode(text));
    years = Array.from({ length: 800 }, (_, i) => (Date.UTC(1900 + i, 0, 1) - Date.UTC(1900, 0, 1)) / 864e5 * facts.day);
    return facts;
  };
  const fold = (text) => {
    const units = new Uint16Array(text.length);
    for (let i = 0; i < units.length; i++) units[i] = table[text.charCodeAt(i)];
    return decoder.decode(units);
  };
  const spelled = (unit) => unit > 0 && unit < 0x1100 || unit >= 0x1E00 && unit <= 0x1EFF;
  const cover = (run) => {
    const last = Math.max(0, run.length - LONGEST), pieces = [];
    for (let at = 0; at < last; at += LONGEST) pieces.push(run.slice(at, at + LONGEST));
    return [...pieces, run.slice(last)];
  };
  const query = (text) => fold(text).split('\0').filter(Boolean).map((run) => {
    const word = [...run].every((c) => spelled(c.charCodeAt(0)));
    const initials = /^[a-z]{2,}$/.test(run) ? cover(run.replace(/./g, (c) => String.fromCharCode(INITIALS + c.charCodeAt(0)))) : [];
    return { run, word, pieces: cover(word ? String.fromCharCode(run.charCodeAt(0) + BEGUN) + run.slice(1) : run), initials };
  });

  const mix = (hash) => {
    hash = Math.imul(hash ^ hash >>> 16, 0x85EBCA6B);
    hash = Math.imul(hash ^ hash >>> 13, 0xC2B2AE35);
    return (hash ^ hash >>> 16) >>> 0;
  };
  const spread = (units) => units.reduce((hash, unit) => Math.imul(hash ^ unit, 0x01000193), 0);
  const within = (hash, files) => (mix(hash) & files - 1) >>> 0;
  const twoFile = (units) => within(spread(units.slice(0, 2)), facts.terms);
  const threeFile = (units) => twoFile(units) * facts.threes + within(spread(units), facts.threes);
  const textFile = (number, part) => within(number ^ Math.imul(part, 0x9E3779B1), facts.records);
  const hex = (number, digits) => number.toString(16).padStart(digits, '0');

  const reader = (bytes, at = 0) => {
    const next = () => {
      let value = 0, weight = 1, byte;
      do { byte = bytes[at++]; value += (byte & 127) * weight; weight *= 128 } while (byte > 127);
      return value;
    };
    const unit = () => bytes[at++] | bytes[at++] << 8;
    const marks = (length, count = next()) => { const set = new Uint8Array(length); for (let place = -1; count > 0; count--) set[place += next()] = 1; return set };
    // Distances in Rice code: zeros and a one, then the lowest bits.
    const rice = (numbers, from, to, low) => {
      let held = 0, count = 0;
      for (let i = from; i < to; i++) {
        let high = 0;
        for (let bit = 0; !bit; count--, held >>>= 1) { if (!count) { held = bytes[at++]; count = 8 } bit = held & 1; high += 1 - bit }
        for (; count < low; count += 8) held |= bytes[at++] << count;
        numbers[i] = numbers[i - 1] + (high << low) + (held & (1 << low) - 1);
        held >>>= low;
        count -= low;
      }
    };
    const hits = () => {
      const count = next(), numbers = new Uint32Array(count), parts = new Uint32Array(count);
      if (count <= facts.rare) for (let i = 0, number = 0; i < count; i++) numbers[i] = number += next();
      else for (let left = next(), from = 0; left > 0; left--) {
        const column = next(), to = from + next();
        numbers[from] = column * 2 ** 24 + next();
        rice(numbers, from + 1, to, next());
        from = to;
      }
      marks(count).forEach((set, i) => { if (set) parts[i] = next() });
      return { numbers, parts, title: marks(count) };
    };
    // Which of `all` a longer piece has; 0: all of them.
    const some = (all, wanted = true) => {
      const { length } = all.numbers, count = next();
      if (!count) return all;
      let set;
      if (count * 8 > length) { set = Uint8Array.from({ length }, (_, i) => bytes[at + (i >> 3)] >> (i & 7) & 1); at += length + 7 >> 3 } else set = marks(length, count);
      const title = marks(count);
      return wanted && chosen(all, set, title);
    };
    // The payload of the entry for `units`, or nothing.
    const entry = (units) => {
      while (at < bytes.length) {
        let same = true;
        for (const wanted of units) if (unit() !== wanted) same = false;
        const length = next();
        if (same) return true;
        at += length;
      }
      return false;
    };
    return { next, unit, hits, some, entry };
  };
  const terms = async (folder, file) => reader(await get(`${folder}/${hex(file, 3)}.bin`));
  const units = (piece, count) => Array.from({ length: count }, (_, i) => piece.charCodeAt(i) || 0);
  const two = async (piece) => {
    const key = units(piece, 2), file = await terms('two', twoFile(key));
    return file.entry(key) ? file.hits() : NONE;
  };
  const chosen = (hits, at, title) => ({ numbers: hits.numbers.filter((_, i) => at[i]), parts: hits.parts.filter((_, i) => at[i]), title });
  // The hits of a piece, and whether all of them hold it.
  const find = async (piece) => {
    if (piece.length < 3) return [await two(piece), true];
    const key = units(piece, 3), [file, wider] = await Promise.all([terms('three', threeFile(key)), two(piece.slice(0, 2))]);
    if (!file.entry(key)) return wider.numbers.length > facts.rare ? [NONE, true] : [wider, false];
    const hits = file.some(wider);
    if (piece.length < 4) return [hits, true];
    if (hits.numbers.length <= facts.rare) return [hits, false];
    for (let left = file.next(); left > 0; left--) {
      const wanted = file.unit() === piece.charCodeAt(3), found = file.some(hits, wanted);
      if (wanted) return [found, true];
    }
    return [NONE, true];
  };
  // Passages that are in both lists.
  const both = (a, b) => {
    const set = new Uint8Array(a.numbers.length), title = [];
    for (let i = 0, j = 0; i < a.numbers.length; i++) {
      while (j < b.numbers.length && (b.numbers[j] < a.numbers[i] || b.numbers[j] === a.numbers[i] && b.parts[j] < a.parts[i])) j++;
      if (b.numbers[j] === a.numbers[i] && b.parts[j] === a.parts[i]) { set[i] = 1; title.push(a.title[i] & b.title[j]) }
    }
    return chosen(a, set, title);
  };
  const covered = async (pieces) => {
    const lists = await Promise.all(pieces.map(find));
    return [lists.map(([hits]) => hits).reduce(both), lists.length === 1 && lists[0][1]];
  };
  // Texts instead of passages; the passages of the text at `i` are `parts(i)`.
  const texts = (hits) => {
    const { numbers } = hits;
    if (!hits.parts.some(Boolean)) return { ...hits, parts: () => [0] };
    const count = numbers.filter((number, i) => number !== numbers[i - 1]).length;
    const found = { numbers: new Uint32Array(count), title: new Uint8Array(count) }, first = new Uint32Array(count + 1);
    let last = -1;
    for (let i = 0; i < numbers.length; i++) {
      if (!i || numbers[i] !== numbers[i - 1]) { found.numbers[++last] = numbers[i]; first[last] = i }
      found.title[last] |= hits.title[i];
    }
    first[count] = numbers.length;
    return { ...found, parts: (i) => [...hits.parts.slice(first[i], first[i + 1])] };
  };
  const pick = (found, at) => ({
    numbers: Uint32Array.from(at, (i) => found.numbers[i]), title: Uint8Array.from(at, (i) => found.title[i]), parts: (i) => found.parts(at[i]),
  });

  const record = async (number, part) => {
    const file = textFile(number, part);
    const bytes = await get(`text/${hex(file >> 8, 2)}/${hex(file & 255, 2)}.bin`), view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at < bytes.length;) {
      const length = view.getUint32(at + 8, true);
      if (view.getUint32(at, true) === number && view.getUint32(at + 4, true) === part) return decoder.decode(bytes.subarray(at + 12, at + 12 + length));
      at += 12 + length;
    }
    return '';
  };
  const shown = async (number, part) => {
    const [head, further] = await Promise.all([record(number, 0), part ? record(number, part) : '']);
    const [title, url, time, initials, fields, text] = head.split('\0');
    return { title, url, time, initials, fields, text: part ? further : text, column: number >>> 24 };
  };
  // Where a run stands in a folded text.
  const places = (folded, { run, word }) => {
    const all = [];
    for (let at = folded.indexOf(run); at >= 0; at = folded.indexOf(run, at + 1)) {
      if (!word || !at || !spelled(folded.charCodeAt(at - 1))) all.push([at, at + run.length]);
    }
    return all;
  };
  const initialsAt = (initials, { run }) => {
    const letters = [...initials].map((c, i) => [c, i]).filter(([c]) => c !== ' '), at = letters.map(([c]) => c).join('').indexOf(run);
    return at < 0 ? [] : [[letters[at][1], letters[at + run.length - 1][1] + 1]];
  };
  const holds = async (number, parts, wanted) => {
    for (const part of parts) {
      const it = await shown(number, part);
      if (places(fold(it.text), wanted).length) return true;
      if (!part && (places(fold(`${it.title}\n${it.fields}`), wanted).length || wanted.initials.length && initialsAt(it.initials, wanted).length)) return true;
    }
    return false;
  };

  const run = async (wanted) => {
    let [hits, sure] = await covered(wanted.pieces);
    let found = texts(hits);
    if (wanted.initials.length) {
      const [titles, known] = await covered(wanted.initials), words = found, more = texts(titles), size = words.numbers.length, named = new Set(more.numbers);
      const joined = { numbers: [...words.numbers, ...more.numbers], title: [...words.title, ...more.title], parts: (i) => i < size ? words.parts(i) : more.parts(i - size) };
      const at = joined.numbers.map((_, i) => i).filter((i) => i >= size || !named.has(joined.numbers[i]));
      found = pick(joined, at.sort((a, b) => joined.numbers[a] - joined.numbers[b]));
      sure = sure && known;
    }
    if (sure || found.numbers.length > facts.rare) return { ...found, wanted, sure };
    const held = await Promise.all(Array.from(found.numbers, (number, i) => holds(number, found.parts(i), wanted)));
    return { ...pick(found, [...held.keys()].filter((i) => held[i])), wanted, sure: true };
  };
  // Every text that holds all runs: its number, how many are in its title, its passages for each. Where these are not `sure`, a run is
  // longer than a piece and each text must be looked through before it is shown.
  const search = async (text) => {
    const runs = await Promise.all(query(text).map(run));
    let found = runs.length ? { ...runs[0], parts: (i) => [runs[0].parts(i)] } : { numbers: [], title: [] };
    for (const other of runs.slice(1)) {
      const mine = [], theirs = [], before = found;
      for (let i = 0, j = 0; i < before.numbers.length; i++) {
        while (other.numbers[j] < before.numbers[i]) j++;
        if (other.numbers[j] === before.numbers[i]) { mine.push(i); theirs.push(j) }
      }
      found = pick(before, mine);
      theirs.forEach((j, i) => { found.title[i] += other.title[j] });
      found.parts = (i) => [...before.parts(mine[i]), other.parts(theirs[i])];
    }
    return { ...found, runs, sure: runs.every((it) => it.sure) };
  };
  const check = async (found, i) => {
    if (found.sure) return true;
    const parts = found.parts(i);
    for (const [k, run] of found.runs.entries()) if (!run.sure && !await holds(found.numbers[i], parts[k], run.wanted)) return false;
    return true;
  };
  const year = (number) => {
    const place = number & 0xFFFFFF;
    let year = Math.floor(place / facts.day / 365.2425);
    while (years[year + 1] <= place) year++;
    while (year > 0 && years[year] > place) year--;
    return 1900 + year;
  };
  return { open, fold, query, search, check, shown, places, initialsAt, year };
};
if (typeof module === 'object') module.exports = engine;

if (typeof document === 'object') (() => {
  // Results shown at a time, and texts looked through for them at most.
  const PAGE = 10, PATIENCE = 60, AROUND = 36, SHOWN = 120, all = '';
  const form = document.getElementById('search'), { q } = form.elements, facets = document.getElementById('facets'), selects = [...facets.querySelectorAll('select')];
  const said = document.getElementById('said'), hits = document.getElementById('hits'), more = document.getElementById('more');
  const [inTitle, everything, allOf, none, exactly, about, failed, other] = [...document.querySelectorAll('#words li')].map((it) => it.textContent);
  const named = new Map([...document.querySelectorAll('#names li')].map((it) => [it.dataset.of, it.textContent]));
  // The tree the page stands in: results of the language of the site lead to its pages there, where it is that language retold.
  const tree = location.pathname.replace(/\/[^/]*$/, ''), begins = document.title;
  const files = new Map();
  const get = (path) => {
    if (!files.has(path)) files.set(path, fetch(`/search/${path}`, { cache: 'no-cache' }).then(async (answer) => {
      if (!answer.ok) throw new Error(path);
      return new Uint8Array(await answer.arrayBuffer());
    }).catch((error) => { files.delete(path); throw error }));
    return files.get(path);
  };
  const search = engine(get);
  // What each facet is narrowed to. Nothing on the page is changed before there is something to show: drawing it would take the time.
  let chosen = selects.map(() => all);
  let facts, opened, turn = 0, found, order, next, sorted;

  const el = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);
  // Text with the places of the runs marked.
  const marked = (name, text, places) => {
    const it = document.createElement(name);
    let from = 0;
    for (const [start, end] of places.sort((a, b) => a[0] - b[0])) {
      if (end <= from) continue;
      it.append(text.slice(from, Math.max(from, start)), el('mark', text.slice(Math.max(from, start), end)));
      from = end;
    }
    it.append(text.slice(from));
    return it;
  };
  const placesIn = (text) => { const folded = search.fold(text); return found.runs.flatMap((run) => search.places(folded, run.wanted)) };
  // A piece of text around the first place, from the beginning of a sentence where one is near.
  const snippet = ({ text, fields }) => {
    let source = text, places = placesIn(text);
    if (!places.length) {
      const line = fields.split('\n').find((line) => placesIn(line).length);
      if (line) { source = line; places = placesIn(line) }
    }
    const first = Math.min(...places.map(([at]) => at), source.length);
    let from = places.length ? Math.max(0, first - AROUND) : 0;
    const begin = Math.max(...[...'。！？\n'].map((mark) => source.lastIndexOf(mark, first - 1))) + 1;
    if (places.length && begin >= from) from = begin;
    const to = Math.min(source.length, from + SHOWN);
    const cut = (at) => Math.min(Math.max(at - from, 0), to - from);
    const it = marked('p', source.slice(from, to).replace(/\n/g, ' '), places.map(([a, b]) => [cut(a), cut(b)]).filter(([a, b]) => b > a));
    if (from > 0 && from !== begin) it.prepend('……');
    if (to < source.length) it.append('……');
    return it;
  };
  const item = (it) => {
    const li = el('li', '', { className: 'row' }), box = el('div', ''), h2 = el('h2', ''), by = el('p', '', { className: 'by where' });
    const initials = found.runs.filter((run) => run.wanted.initials.length).flatMap((run) => search.initialsAt(it.initials, run.wanted));
    const own = placesIn(it.title);
    const link = marked('a', it.title, own.length ? own : initials);
    const abroad = /^\/(ko|zh-han[st])\//.exec(it.url)?.[0].slice(0, -1) || '';
    link.href = !abroad && tree === '/zh-hant' ? tree + it.url : it.url;
    h2.append(link);
    const column = facts.columns[it.column]?.[0] || '', text = snippet(it);
    by.append(el('b', named.get(column) || column), abroad === tree ? '' : other);
    if (abroad !== tree) link.lang = text.lang = { '/ko': 'ko', '/zh-hant': 'zh-Hant' }[abroad] || 'zh-Hans';
    box.append(h2, text, by);
    li.append(el('time', it.time.slice(0, 10), { dateTime: it.time.slice(0, 10) }), box);
    return li;
  };
  const show = async (mine) => {
    const before = next ? hits.children.length : 0, end = next + PATIENCE, fresh = [];
    while (fresh.length < PAGE && next < Math.min(end, order.length)) {
      const batch = upcoming(PAGE - fresh.length);
      next += batch.length;
      const items = await Promise.all(batch.map(async (i) => {
        const parts = found.parts(i), [ok, it] = await Promise.all([search.check(found, i), search.shown(found.numbers[i], parts[0][0])]);
        return ok && it.title ? it : null;
      }));
      if (mine !== turn) return;
      fresh.push(...items.filter(Boolean).map(item));
    }
    if (before) hits.append(...fresh); else hits.replaceChildren(...fresh);
    more.hidden = next >= order.length;
    const words = tell();
    if (said.textContent !== words) said.textContent = words;
    if (before) hits.children[before]?.querySelector('a').focus();
  };
  // The next texts: the highest keys. For the first page they are picked out; all are sorted only when more are wanted.
  const upcoming = (count) => {
    const size = found.numbers.length + 1;
    let best = [];
    if (next) {
      if (!sorted) { order.sort(); sorted = true }
      best = [...order.subarray(Math.max(0, order.length - next - count), order.length - next)].reverse();
    } else {
      for (const key of order) {
        if (best.length === count && key < best[count - 1]) continue;
        let at = best.length;
        while (at && best[at - 1] < key) at--;
        best.splice(at, 0, key);
        best.length = Math.min(best.length, count);
      }
    }
    return best.map((key) => key % size);
  };
  // Scope, column, kind and year of a text as numbers.
  const codes = () => {
    const kinds = [...new Set(facts.columns.map(([, kind]) => kind))], kindOf = facts.columns.map(([, kind]) => kinds.indexOf(kind));
    const names = [[all, inTitle], facts.columns.map(([name]) => name), kinds], row = [];
    const read = (i) => {
      const number = found.numbers[i];
      row[0] = found.title[i] ? 1 : 0;
      row[1] = number >>> 24;
      row[2] = kindOf[row[1]];
      row[3] = search.year(number);
    };
    // A name that is none leaves nothing.
    const wanted = chosen.map((value, k) => (value === all ? -1 : k < 3 ? names[k].indexOf(value) >>> 0 : Number(value)));
    // How many facets leave the text out, and the last of these.
    const misses = () => { let count = 0, last = -1; for (let k = 0; k < 4; k++) if (wanted[k] >= 0 && wanted[k] !== row[k]) { count++; last = k } return [count, last] };
    return { row, read, misses, any: wanted.some((code) => code >= 0), name: (k, code) => (k < 3 ? names[k][code] : String(code)) };
  };
  // Each facet counts what the others leave.
  const count = () => {
    const { row, read, misses, any, name } = codes(), counts = selects.map(() => []);
    const add = (k) => { counts[k][row[k]] = (counts[k][row[k]] || 0) + 1 };
    for (let i = 0; i < found.numbers.length; i++) {
      read(i);
      const [out, last] = any ? misses() : [0];
      if (out === 1) add(last);
      if (!out) for (let k = 0; k < 4; k++) add(k);
    }
    selects.forEach((select, k) => {
      const rows = Object.entries(counts[k]).map(([code, count]) => [name(k, code), count]).filter(([value]) => value);
      if (k < 3) rows.sort((a, b) => b[1] - a[1]); else rows.reverse();
      if (chosen[k] && !rows.some(([value]) => value === chosen[k])) rows.push([chosen[k], 0]);
      select.replaceChildren(new Option(k ? allOf : everything, all), ...rows.map(([value, count]) => new Option(`${named.get(value) || value}（${count}）`, value)));
      select.value = chosen[k];
    });
  };
  const tell = () => {
    const count = found.sure || next < order.length ? order.length : hits.children.length;
    return (!count ? none : found.sure || next >= order.length ? exactly : about).replace('{}', () => count || q.value.trim());
  };
  const list = async (mine, then) => {
    const { numbers, title } = found, size = numbers.length + 1, { read, misses, any } = codes();
    order = new Float64Array(numbers.length);
    let left = 0;
    for (let i = 0; i < numbers.length; i++) {
      if (any && (read(i), misses()[0])) continue;
      order[left++] = (title[i] * 2 ** 24 + (numbers[i] & 0xFFFFFF)) * size + i;
    }
    order = order.subarray(0, left);
    next = 0;
    sorted = false;
    await show(mine);
    // What the reader does not wait for.
    await new Promise((done) => setTimeout(done));
    if (mine !== turn) return;
    facets.hidden = !numbers.length;
    count();
    then?.();
    document.title = `${q.value.trim()} - ${begins}`;
  };
  const guarded = async (act) => {
    const mine = ++turn;
    form.setAttribute('aria-busy', 'true');
    try { await act(mine) } catch {
      if (mine === turn) said.textContent = failed;
    }
    if (mine === turn) form.removeAttribute('aria-busy');
  };
  const ask = (then) => guarded(async (mine) => {
    const words = q.value.trim();
    if (!words) { facets.hidden = more.hidden = true; hits.replaceChildren(); said.textContent = ''; return }
    facts = await (opened ||= search.open().catch((error) => { opened = null; throw error }));
    const result = await search.search(words);
    if (mine !== turn) return;
    found = result;
    await list(mine, then);
  });
  const address = () => {
    const params = new URLSearchParams();
    [q.value.trim(), ...chosen].forEach((value, k) => { if (value) params.set([q, ...selects][k].name, value) });
    return `${location.pathname}?${params}`;
  };
  const fromAddress = () => {
    const params = new URLSearchParams(location.search);
    q.value = params.get('q') || '';
    chosen = selects.map(({ name }) => params.get(name) || all);
    ask(null);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    chosen = selects.map(() => all);
    ask(() => history.pushState(null, '', address()));
  });
  facets.addEventListener('change', () => { chosen = selects.map(({ value }) => value); history.replaceState(null, '', address()); guarded(list) });
  more.firstChild.addEventListener('click', () => guarded(show));
  addEventListener('popstate', fromAddress);
  // Arrow keys go from the box through the results and back.
  document.querySelector('.search').addEventListener('keydown', (event) => {
    if (!['ArrowDown', 'ArrowUp'].includes(event.key) || event.target.matches('select')) return;
    const links = [q, ...hits.querySelectorAll('h2 a')], at = links.indexOf(event.target), to = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at < 0 || !to) return;
    event.preventDefault();
    to.focus();
  });
  fromAddress();
})();
