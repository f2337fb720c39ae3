/** The bridge from the DMS to the API: documents in the manner of STAR become requests, each code one meaning. */
import type { Caller } from './api.ts';
import type {
  AppointmentRequest,
  RepairOrderDocument,
  SpecialOrderDocument,
  SpecialOrderPart,
} from './month/payloads.ts';

/** A customer comes in: they and their vehicle become known. */
export async function takeIn(
  caller: Caller,
  storeId: string,
  { customer, vehicle, scheduled_start }: AppointmentRequest,
): Promise<void> {
  const { identifier, name, contact_points, preferred_contact_type, postal_address } = customer;
  const contacts = (type: 'MOBILE' | 'EMAIL') =>
    contact_points.filter((point) => point.type === type).map(({ value }) => value);
  await caller.post(`/stores/${storeId}/customers`, {
    customerId: identifier.value,
    name: { first: name.first_name, last: name.last_name },
    phones: contacts('MOBILE').map((number) => ({ number, kind: 'mobile' })),
    emails: contacts('EMAIL'),
    preferredChannel: preferred_contact_type.toLowerCase(),
    address: { state: postal_address.region_code, postalCode: postal_address.postal_code, country: 'US' },
  });
  await caller.post(`/stores/${storeId}/customers/${identifier.value}/vehicles`, {
    vehicleId: vehicle.vehicle_key,
    vin: vehicle.vin,
    year: Number(vehicle.model_year),
    make: vehicle.make,
    model: vehicle.model,
    odometer: { miles: Number(vehicle.odometer.value), at: scheduled_start },
  });
}

/** A repair order is written up; for an appointment, if the customer came to one. */
export async function openOrder(
  caller: Caller,
  storeId: string,
  document: RepairOrderDocument,
  of: AppointmentRequest,
  appointmentId?: string,
): Promise<void> {
  await caller.post(`/stores/${storeId}/repair-orders`, {
    roNumber: document.repair_order_id,
    customerId: of.customer.identifier.value,
    vehicleId: of.vehicle.vehicle_key,
    ...(of.advisor_id === undefined ? {} : { advisorId: of.advisor_id }),
    ...(appointmentId === undefined ? {} : { appointmentId }),
    carAt: 'in-shop',
    lines: document.repair_order_line_items.flatMap(({ line_item_id, service_job }) =>
      service_job.labor_operations.map((operation) => ({
        lineId: line_item_id,
        description: operation.labor_operation_name,
        payType: operation.pay_type,
        status: operation.labor_operation_status_type,
        amountCents: Math.round(Number(operation.amount.value) * 100),
      })),
    ),
  });
}

const partsPath = (storeId: string, document: SpecialOrderDocument): string =>
  `/stores/${storeId}/repair-orders/${document.repair_order_reference_id}/parts-orders`;

/** Parts are asked for. */
export async function askForParts(caller: Caller, storeId: string, document: SpecialOrderDocument): Promise<void> {
  await caller.post(partsPath(storeId, document), {
    partsOrderId: document.special_order_id,
    supplier: document.supplier_name,
    ...(document.parts_staff_reference_id === undefined ? {} : { partsPersonId: document.parts_staff_reference_id }),
    lines: document.special_order_parts.map((part) => ({
      lineId: part.part_line_id,
      partNumber: part.part_number,
      description: part.part_description,
      quantity: Number(part.quantity?.value ?? 1),
    })),
  });
}

/** What one code of the DMS means for a line. Throws for a code that nobody has given a meaning. */
function updateOf(part: SpecialOrderPart): Readonly<Record<string, unknown>> {
  const { part_line_id: lineId, estimated_arrival, superseded_by, received_quantity } = part;
  const eta = estimated_arrival === undefined ? {} : { eta: estimated_arrival };
  switch (part.part_status_type) {
    case 'ORDERED':
      return { do: 'order', lineId, ...eta };
    case 'ETA_REVISED':
      return { do: 'eta', lineId, ...eta };
    case 'BACKORDERED':
      return { do: 'backorder', lineId, ...eta };
    case 'PARTIALLY_RECEIVED':
      return { do: 'receive', lineId, receivedQuantity: Number(received_quantity?.value) };
    case 'RECEIVED':
      return { do: 'receive', lineId };
    case 'INSTALLED':
      return { do: 'install', lineId };
    case 'RETURNED':
      return { do: 'return', lineId };
    case 'CANCELLED':
      return { do: 'cancel', lineId };
    case 'SUPERSEDED':
      return {
        do: 'substitute',
        lineId,
        by: {
          lineId: superseded_by?.part_line_id,
          partNumber: superseded_by?.part_number,
          description: superseded_by?.part_description,
          ...eta,
        },
      };
    default:
      throw new Error(`The DMS sent the part status ${part.part_status_type}, which has no meaning here.`);
  }
}

/** Something happened to parts. */
export async function updateParts(caller: Caller, storeId: string, document: SpecialOrderDocument): Promise<void> {
  await caller.patch(`${partsPath(storeId, document)}/${document.special_order_id}`, '/lines', {
    lines: document.special_order_parts.map(updateOf),
  });
}
