/** The order that most visits come to. */
import type { RepairOrderDocument } from './payloads.ts';

/** Regular maintenance, as the DMS writes it up. */
export const maintenance = (orderNumber: string): RepairOrderDocument => ({
  repair_order_id: orderNumber,
  repair_order_status_type: 'OPEN',
  repair_order_line_items: [
    {
      line_item_id: 'LI-1',
      line_item_sequence: 1,
      service_job: {
        job_title: 'Oil and filter, rotate tires',
        service_type: 'REPAIR',
        labor_operations: [
          {
            labor_operation_code: '01-MAINT',
            labor_operation_name: 'Oil and filter, rotate tires',
            labor_operation_status_type: 'APPROVED',
            pay_type: 'CUSTOMER_PAY',
            amount: { value: '119.00', currency_code: 'USD' },
          },
        ],
      },
    },
  ],
});
