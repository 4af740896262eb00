import { atLeast, claveRange, column, type DataFile } from './dictionary-column.ts';

const workPlan: DataFile = {
  id: 'workPlan',
  path: '/comision/plan',
  sameJson: true,
  columns: [
    column('clave', 'com_clave_linea', 'text', 'L6'),
    column('tipo', 'com_tipo_linea', 'text', 'objetivo', { values: ['objetivo', 'línea'] }),
    column('texto', 'com_texto_linea', 'text', 'Hacer agendas ciudadanas con mirada de gobierno abierto'),
    column('texto_en', 'com_texto_linea_en', 'text', 'Make citizens’ agendas with an open-government view'),
    column('estado', 'com_estado_linea', 'text', 'under-way', {
      values: ['not-started', 'under-way', 'done'],
    }),
    column('acciones', 'com_acciones', 'integer', '1', atLeast('0')),
    column('acciones_terminadas', 'com_acciones_terminadas', 'integer', '0', atLeast('0')),
    column('cifras', 'com_cifras', 'text', 'Exhortos respondidos: 1 de 1'),
    column(
      'fuente',
      'com_fuente',
      'text',
      'Programa de trabajo de la Comisión de Gobierno Abierto y Transparencia Proactiva del SNT, octubre de 2019',
    ),
  ],
};

const sessions: DataFile = {
  id: 'sessions',
  path: '/comision/sesiones',
  sameJson: true,
  columns: [
    column('sesion', 'com_sesion', 'text', '2027-ordinaria-1'),
    column('anio', 'com_anio', 'integer', '2027'),
    column('tipo', 'com_tipo', 'text', 'ordinary', { values: ['ordinary', 'extraordinary'] }),
    column('numero', 'com_numero', 'integer', '1', atLeast('1')),
    column('estado', 'com_estado_sesion', 'text', 'held', {
      values: ['called', 'open', 'held', 'no-quorum', 'cancelled'],
    }),
    column('fecha', 'com_fecha', 'text', '2027-01-15T16:00:00.000Z'),
    column('lugar', 'com_lugar', 'text', 'Sala'),
    column('convocada', 'com_convocada', 'text', '2027-01-02T16:00:00.000Z'),
    column('dias_pedidos', 'com_dias_pedidos', 'integer', '5', atLeast('0')),
    column('convocatoria_tarde', 'com_convocatoria_tarde', 'boolean', 'false', { values: ['true', 'false'] }),
    column('puntos', 'com_puntos', 'integer', '1', atLeast('0')),
    column('integrantes_con_voto', 'com_integrantes_con_voto', 'integer', '1', atLeast('0')),
    column('quorum', 'com_quorum', 'integer', '1', atLeast('1')),
    column('presentes', 'com_presentes', 'integer', '1', atLeast('0')),
    column('acuerdos', 'com_acuerdos', 'integer', '2', atLeast('0')),
    column('minuta', 'com_minuta', 'text', '2027-01-20T18:00:00.000Z'),
    column('grabacion', 'com_grabacion', 'text', 'https://video.ejemplo.test/1'),
  ],
};

const agreements: DataFile = {
  id: 'agreements',
  path: '/comision/acuerdos',
  sameJson: true,
  columns: [
    column('clave', 'com_clave_acuerdo', 'text', 'CGA-2027-01'),
    column('texto', 'com_texto_acuerdo', 'text', 'Publicar el informe'),
    column('responsable', 'com_responsable', 'text', 'Secretaría Técnica'),
    column('vence', 'com_vence', 'text', '2027-03-31'),
    column('estado', 'com_estado_acuerdo', 'text', 'open', {
      values: ['open', 'in-progress', 'fulfilled', 'cancelled'],
    }),
    column('plazo', 'com_plazo', 'text', 'on-time', {
      values: ['on-time', 'late', 'open', 'overdue', 'cancelled'],
    }),
    column('cumplido', 'com_cumplido', 'text', '2027-02-01'),
    column('sesion', 'com_sesion', 'text', '2027-ordinaria-1'),
    column('punto', 'com_punto', 'text', '018f0000-0000-7000-8000-000000000005'),
    column('votacion', 'com_votacion', 'text', '018f0000-0000-7000-8000-000000000006'),
    column('evidencia', 'com_evidencia', 'text', 'https://ejemplo.test/informe'),
    column('nota', 'com_nota', 'text', 'Con acuse'),
  ],
};

const exhortations: DataFile = {
  id: 'exhortations',
  path: '/comision/exhortos',
  sameJson: true,
  columns: [
    column('id', 'com_id', 'text', '018f0000-0000-7000-8000-000000000003'),
    column('clave', 'clave', 'clave', '20', claveRange),
    column('destinatario', 'com_destinatario', 'text', 'Congreso del Estado de Oaxaca'),
    column('asunto', 'com_asunto', 'text', 'Participación'),
    column('texto', 'com_texto_exhorto', 'text', 'Se pide legislar'),
    column('paso', 'com_paso', 'text', 'published', {
      values: ['sent', 'acknowledged', 'answered', 'presented', 'approved', 'published'],
    }),
    column('sent', 'com_sent', 'text', '2027-01-18'),
    column('acknowledged', 'com_acknowledged', 'text', '2027-01-19'),
    column('answered', 'com_answered', 'text', '2027-01-20'),
    column('presented', 'com_presented', 'text', '2027-01-21'),
    column('approved', 'com_approved', 'text', '2027-01-22'),
    column('published', 'com_published', 'text', '2027-01-23'),
    column('documentos', 'com_documentos', 'text', 'https://ejemplo.test/oficio'),
  ],
};

const covenants: DataFile = {
  id: 'covenants',
  path: '/comision/convenios',
  sameJson: true,
  columns: [
    column('id', 'com_id', 'text', '018f0000-0000-7000-8000-000000000004'),
    column('titulo', 'com_titulo', 'text', 'Datos abiertos'),
    column('partes', 'com_partes', 'text', 'La Comisión; El estado'),
    column('objeto', 'com_objeto', 'text', 'Publicar datos'),
    column('estado', 'com_estado_convenio', 'text', 'in-force', {
      values: ['negotiation', 'signed', 'in-force', 'expired', 'ended'],
    }),
    column('firmado', 'com_firmado', 'text', '2027-01-05'),
    column('desde', 'com_desde', 'text', '2027-01-10'),
    column('hasta', 'com_hasta', 'text', '2029-06-30'),
    column('dias_de_aviso', 'com_dias_de_aviso', 'integer', '60', atLeast('0')),
    column('documento', 'com_documento', 'text', 'https://ejemplo.test/convenio'),
  ],
};

/** The files of the Commission. */
export const commissionFiles: readonly DataFile[] = [workPlan, sessions, agreements, exhortations, covenants];
