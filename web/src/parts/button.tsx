/** What can be pressed: with words, or with a picture whose words are heard and shown on pointing. */
import type { IconNode } from 'lucide'
import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import './button.css'

type Pressable = Omit<ButtonHTMLAttributes, 'class' | 'icon' | 'label'>

interface ButtonProps extends Pressable {
  readonly look?: 'main' | 'plain' | 'quiet' | 'danger'
  readonly icon?: IconNode
  readonly children: ComponentChildren
}

export function Button({ look = 'plain', icon, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button class={`button button--${look}`} type={type} {...rest}>
      {icon !== undefined && <Icon node={icon} />}
      <span>{children}</span>
    </button>
  )
}

interface IconButtonProps extends Pressable {
  readonly icon: IconNode
  readonly label: string
}

export function IconButton({ icon, label, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button class="icon-button" type={type} aria-label={label} title={label} {...rest}>
      <Icon node={icon} />
    </button>
  )
}
