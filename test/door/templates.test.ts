/** A store's own words: read, written under review, tried, and given up again. */
import { beforeEach, describe, expect, it } from 'vitest';
import { itemsOf, openWorld, type World } from './world.ts';

const all = '/stores/S01/templates';
const here = `${all}/parts-are-here`;
const own = {
  title: '{{ store.name }}: all set',
  text: '{{ store.name }}: {{ parts }} here.{% if visit %} See you {{ visit | day }}.{% endif %}',
};

let world: World;
const put = (body: object, headers = {}, path = `${here}/en`) => world.send('PUT', path, { by: 'mel', body, headers });

beforeEach(async () => {
  world = await openWorld();
  await world.hire('mel', 'S01', ['marketing']);
  await world.hire('abe', 'S01', ['advisor']);
});

describe('templates', () => {
  it('are listed with their fields, and say whose words go out', async () => {
    await put(own);
    const [found] = itemsOf(await world.send('GET', all, { by: 'abe' })).filter(
      ({ name }) => name === 'parts-are-here',
    );
    expect(found).toMatchObject({
      category: 'transactional',
      fields: [
        { name: 'parts', kind: 'number', optional: false },
        { name: 'visit', kind: 'instant', optional: true },
      ],
      texts: [
        { language: 'en', source: 'own', ...own, version: 1 },
        { language: 'es', source: 'built-in' },
      ],
    });
  });

  it('are changed under the version that was read, by those who answer for them', async () => {
    expect((await world.send('PUT', `${here}/en`, { by: 'abe', body: own })).status).toBe(403);
    const made = await put(own);
    expect([made.status, made.headers.ETag, made.body.source]).toEqual([200, '"1"', 'own']);
    expect((await put(own)).status).toBe(428);
    expect((await put(own, { 'If-Match': '"7"' })).status).toBe(412);
    expect((await put({ ...own, title: 'Here' }, { 'If-Match': '"1"' })).headers.ETag).toBe('"2"');
    expect((await world.send('GET', `${here}/en`, { by: 'abe' })).body).toMatchObject({ title: 'Here', version: 2 });
  });

  it('go back to ours, and may be written anew', async () => {
    const reset = (version: number) =>
      world.send('POST', `${here}/en/reset`, { by: 'mel', headers: { 'If-Match': `"${version}"` } });
    expect((await reset(1)).status).toBe(404);
    await put(own);
    expect((await reset(1)).body).toEqual({ language: 'en', source: 'built-in', version: 2 });
    expect((await reset(2)).status).toBe(404);
    expect((await world.send('GET', `${here}/en`, { by: 'abe' })).body).toMatchObject({
      source: 'built-in',
      version: 2,
    });
    expect((await put(own, { 'If-Match': '"2"' })).headers.ETag).toBe('"3"');
  });

  it('may be in a language that we do not speak', async () => {
    expect((await world.send('GET', `${here}/vi`, { by: 'abe' })).status).toBe(404);
    expect((await put(own, {}, `${here}/vi`)).status).toBe(200);
    expect((await put(own, {}, `${here}/es-mx`)).body.language).toBe('es-MX');
    expect((await put(own, {}, `${here}/en-12`)).status).toBe(422);
    expect((await put(own, {}, `${all}/no-such/en`)).status).toBe(404);
  });

  it('are refused with the field and the fix, and nothing is written', async () => {
    const got = await put({ ...own, text: '{{ store.name }}: {{ part }}' });
    expect([got.status, got.body.fields]).toEqual([
      422,
      [
        {
          field: 'text',
          fix: 'There is no part; the fields are parts, visit, store.name, store.phone, store.address.',
        },
      ],
    ]);
    expect((await world.send('GET', `${here}/en`, { by: 'abe' })).body.source).toBe('built-in');
  });

  it('are tried with one’s own data', async () => {
    const preview = (body: object) => world.send('POST', `${here}/es/preview`, { by: 'abe', body });
    expect((await preview({ data: { parts: 1 } })).body).toEqual({
      title: 'Elm Street Motors: noticias de sus piezas',
      sms: {
        text: 'Elm Street Motors: La pieza para su vehículo ya llegó. Nos vemos el jueves, 19 de marzo a las 9:00 AM. Responda STOP para no recibir mensajes.',
        characters: 142,
        alphabet: 'UCS-2',
        parts: 3,
      },
      mail: 'Elm Street Motors: La pieza para su vehículo ya llegó. Nos vemos el jueves, 19 de marzo a las 9:00 AM.',
    });
    expect((await preview({ text: 'Sin acentos' })).body.sms).toMatchObject({ alphabet: 'GSM-7', parts: 1 });
    expect((await preview({ data: { parts: 'two' } })).body.fields).toMatchObject([{ field: 'data.parts' }]);
    expect((await preview({ text: '{{ nothing }}' })).body.fields).toMatchObject([{ field: 'text' }]);
  });
});
