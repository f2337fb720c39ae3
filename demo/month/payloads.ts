/** What the DMS sends, in the manner of STAR's service objects. Made up; the fields that nobody needs are left out. */

/** An appointment: somebody comes, with a vehicle, at a time. */
export interface AppointmentRequest {
  readonly dealer_id: string;
  readonly appointment_type: 'SERVICE';
  readonly scheduled_start: string;
  readonly requested_duration_minutes: number;
  readonly additional_comments: string;
  readonly customer: {
    readonly identifier: { readonly value: string; readonly system: 'DMS' };
    readonly name: { readonly first_name: string; readonly last_name: string };
    readonly contact_points: readonly { readonly type: 'MOBILE' | 'EMAIL'; readonly value: string }[];
    readonly preferred_contact_type: 'SMS' | 'EMAIL' | 'NONE';
    readonly postal_address: { readonly region_code: string; readonly postal_code: string };
  };
  readonly vehicle: {
    readonly vehicle_key: string;
    readonly vin: string;
    readonly odometer: { readonly value: string; readonly uom: 'MILES' };
    readonly make: string;
    readonly model: string;
    readonly model_year: string;
  };
  readonly advisor_id?: string;
  readonly client_request_id: string;
}

/** A repair order: its number, status and jobs. */
export interface RepairOrderDocument {
  readonly repair_order_id: string;
  readonly repair_order_status_type: 'OPEN' | 'CLOSED' | 'VOIDED';
  readonly repair_order_line_items: readonly {
    readonly line_item_id: string;
    readonly line_item_sequence: number;
    readonly service_job: {
      readonly job_title: string;
      readonly service_type: 'REPAIR';
      readonly labor_operations: readonly {
        readonly labor_operation_code: string;
        readonly labor_operation_name: string;
        readonly labor_operation_status_type: 'APPROVED' | 'DECLINED' | 'DEFERRED';
        readonly pay_type: 'CUSTOMER_PAY' | 'WARRANTY';
        readonly amount: { readonly value: string; readonly currency_code: 'USD' };
      }[];
    };
  }[];
}

/** One part of a special order. */
export interface SpecialOrderPart {
  readonly part_line_id: string;
  readonly part_number?: string;
  readonly part_description?: string;
  readonly part_status_type: string;
  readonly quantity?: { readonly value: string; readonly uom: 'EACH' };
  readonly received_quantity?: { readonly value: string; readonly uom: 'EACH' };
  /** A day, or an instant: suppliers differ. */
  readonly estimated_arrival?: string;
  readonly superseded_by?: {
    readonly part_line_id: string;
    readonly part_number: string;
    readonly part_description: string;
  };
}

/** Special-order parts for a repair order: asked for, or what became of them. */
export interface SpecialOrderDocument {
  readonly special_order_id: string;
  readonly repair_order_reference_id: string;
  readonly supplier_name: string;
  readonly parts_staff_reference_id?: string;
  readonly special_order_parts: readonly SpecialOrderPart[];
}
